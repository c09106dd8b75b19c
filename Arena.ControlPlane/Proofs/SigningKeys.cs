using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.Core.Proofs;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Proofs;

/// <summary>
/// The keys that sign checkpoints: those of the file that is configured, else those of the store. A checkpoint is signed with the newest,
/// and with the one that was the newest when the checkpoint before it was made: whoever knows the old key can verify the step to the new.
/// </summary>
internal sealed class SigningKeys(ICheckpointStore store, IOptions<CheckpointOptions> options)
{
    /// <summary>Those that sign the next checkpoint. Where there is no key yet, one is made.</summary>
    /// <param name="origin">The ledger's name, which becomes the key's.</param>
    /// <param name="before">The last checkpoint; null when there is none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="NoCheckpointException">The configured file cannot be used.</exception>
    public async Task<IReadOnlyList<NoteSigner>> ForNextAsync(
        string origin, SignedNote? before, CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(cancellationToken);
        if (keys.Count == 0)
            keys = [await AddAsync(origin, Requester.Of(Requester.Configuration), cancellationToken)];
        var current = keys[^1];
        var former = before is null ? [] : keys.SkipLast(1).Where(key => before.Signatures.FirstOrDefault() is { } first
            && first.Name == key.Key.Name && first.Hash == key.Key.Hash);
        return [current, .. former];
    }

    /// <summary>Makes a new key, which signs from the next checkpoint on.</summary>
    /// <exception cref="InvalidOperationException">The keys are in a file, which is not the ledger's to change.</exception>
    public async Task<NoteKey> RotateAsync(string origin, Requester by, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(options.Value.KeyFile))
        {
            throw new InvalidOperationException(
                $"The keys are those of {options.Value.KeyFile}: add one with 'arena ledger key {options.Value.KeyFile}'.");
        }

        return (await AddAsync(origin, by, cancellationToken)).Key;
    }

    private async Task<IReadOnlyList<NoteSigner>> ReadAsync(CancellationToken cancellationToken)
    {
        var known = await store.KeysAsync(cancellationToken);
        if (string.IsNullOrEmpty(options.Value.KeyFile))
        {
            return [.. known.Where(key => key.Secret is not null).Select(key => NoteSigner.TryParse(key.Secret!, out var signer, out _)
                ? signer
                : throw new InvalidDataException($"The ledger's key {key.Public} cannot be read: somebody altered it."))];
        }

        // Never a key of the store's own instead: the file is there so that nobody who may write the tables can sign.
        if (KeyFile.FaultOf(options.Value.KeyFile) is { } unusable)
            throw new NoCheckpointException($"The ledger cannot be signed for: the key file {options.Value.KeyFile}: {unusable}.");
        var keys = KeyFile.Read(options.Value.KeyFile);
        foreach (var key in keys.Select(signer => signer.Key.ToString()).Except(known.Select(key => key.Public)))
            await store.AddKeyAsync(new NewKey(key, Secret: null), Requester.Of(Requester.Configuration), cancellationToken);
        return keys;
    }

    private async Task<NoteSigner> AddAsync(string origin, Requester by, CancellationToken cancellationToken)
    {
        var signer = new NoteSigner(origin, RandomNumberGenerator.GetBytes(NoteSigner.SeedSize));
        await store.AddKeyAsync(new NewKey(signer.Key.ToString(), signer.Secret()), by, cancellationToken);
        return signer;
    }
}
