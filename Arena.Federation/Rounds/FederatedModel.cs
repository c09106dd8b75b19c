using System.Collections.Immutable;
using Arena.Backplane.Ledger;
using Arena.Core.Learning;
using Arena.Federation.Blobs;

namespace Arena.Federation.Rounds;

/// <summary>
/// A model and its open round. One call at a time changes it; readers take its <see cref="Snapshot"/>. An update that was accepted is in
/// the ledger, and its vector on disk: a process that is killed goes on with it.
/// </summary>
internal sealed class FederatedModel : IDisposable
{
    private const int MostLookedBack = 100; // versions in which an update is looked for that comes again

    private readonly SemaphoreSlim _alone = new(1);
    private readonly IModelStore _store;
    private readonly int _keepVersions;
    private readonly Action _changed;
    private volatile ModelSnapshot _snapshot;
    private bool _isUnclear; // whether the ledger may have more than is known here, as after a call that failed unheard

    /// <param name="entry">As the ledger has it.</param>
    /// <param name="round">The updates that are here for the next version.</param>
    /// <param name="store">The ledger's models.</param>
    /// <param name="folder">Where its vectors are.</param>
    /// <param name="keepVersions">Versions whose weights are kept.</param>
    /// <param name="changed">Called after every change, by whoever makes it.</param>
    public FederatedModel(
        ModelEntry entry, IReadOnlyList<ModelUpdateEntry> round, IModelStore store, ModelFolder folder, int keepVersions, Action changed)
    {
        (_store, Folder, _keepVersions, _changed) = (store, folder, keepVersions, changed);
        (Name, Spec) = (entry.Name, ModelSpec.Parse(entry.Spec));
        Aggregator = Spec.CreateAggregator();
        _snapshot = Here(entry.Current, round);
    }

    public string Name { get; }

    public ModelSpec Spec { get; }

    public IAggregator Aggregator { get; }

    public ModelFolder Folder { get; }

    public ModelSnapshot Snapshot => _snapshot;

    /// <summary>Why nobody may train on it: its weights are not those that the ledger knows. Null when they are.</summary>
    public string? Fault { get; init; }

    /// <summary>Why no update may begin at a version, as things are; null when one may.</summary>
    public SubmitOutcome? Refusal(long baseVersion)
    {
        var current = _snapshot.Version.Number;
        var behind = current - baseVersion;
        if (behind < 0 || behind > Aggregator.MostStaleness)
            return new SubmitOutcome.WrongVersion(current);
        return Spec.IsCompleteAt(current) ? new SubmitOutcome.Complete(Spec.Rounds) : null;
    }

    /// <summary>
    /// The client's update of that base which a version was made with; null when none was. Who got no answer may ask again, while others go
    /// on.
    /// </summary>
    public async Task<ModelUpdateEntry?> MadeWithAsync(string client, long baseVersion, CancellationToken cancellationToken)
    {
        var behind = _snapshot.Version.Number - baseVersion;
        if (behind <= 0)
            return null;
        IReadOnlyList<ModelVersionEntry> versions = behind == 1
            ? [_snapshot.Version]
            : await _store.VersionsAsync(Name, before: null, (int)Math.Min(behind, MostLookedBack), cancellationToken);
        return versions.SelectMany(version => version.Updates).FirstOrDefault(update =>
            update.Client == client && UpdateHead.Of(update).BaseVersion == baseVersion);
    }

    /// <summary>Takes an update whose vector is on disk; the last one that the round needs makes the next version.</summary>
    public async Task<SubmitOutcome> SubmitAsync(
        string client, UpdateHead head, BlobWriter vector, byte[] digest, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            if (_isUnclear)
                await ReloadAsync();
            if (await MadeWithAsync(client, head.BaseVersion, cancellationToken) is { } made
                && made.Digest.AsSpan().SequenceEqual(digest))
                return new SubmitOutcome.Accepted(_snapshot.Version.Number, RoundClosed: true, Spec.ClientsPerRound);
            if (Refusal(head.BaseVersion) is { } refusal)
                return refusal;

            // What is begun is ended, whether the client waits for it or not.
            return await SubmitAloneAsync(new ModelUpdateEntry(client, digest, head.ToJson()), vector, CancellationToken.None);
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <summary>Ends the round when it has all that it waits for, or has taken its time and has enough.</summary>
    /// <returns>Whether there is a new version.</returns>
    public async Task<bool> CloseIfDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Fault is not null || (!_isUnclear && !IsDue(now)))
            return false;
        await _alone.WaitAsync(cancellationToken);
        try
        {
            if (_isUnclear)
                await ReloadAsync();
            if (!IsDue(now))
                return false;
            var result = RoundResult.Of(this, _snapshot.Version, _snapshot.Round);
            if (result.Version is null)
                throw new InvalidDataException($"The round of model '{Name}' cannot be ended: {result.Fault}");
            await CommitAsync(result.Version, cancellationToken);
            return true;
        }
        finally
        {
            _alone.Release();
        }
    }

    public void Dispose() => _alone.Dispose();

    // All may be here when a process was killed between the last update and the version that it makes.
    private bool IsDue(DateTimeOffset now)
    {
        var (version, round) = (_snapshot.Version, _snapshot.Round);
        return round.Length >= Spec.ClientsPerRound
            || (Spec.Deadline > TimeSpan.Zero && round.Length >= Spec.LeastClients && now - version.At >= Spec.Deadline);
    }

    private async Task<SubmitOutcome> SubmitAloneAsync(ModelUpdateEntry update, BlobWriter vector, CancellationToken cancellationToken)
    {
        var (version, round) = (_snapshot.Version, _snapshot.Round);
        if (round.FirstOrDefault(other => other.Client == update.Client) is { } before)
        {
            return before.Digest.AsSpan().SequenceEqual(update.Digest)
                ? new SubmitOutcome.Accepted(version.Number, RoundClosed: false, Spec.ClientsPerRound - round.Length)
                : new SubmitOutcome.Conflicting();
        }

        var next = round.Add(update);
        Folder.Keep(vector, version.Number, update.Client, update.Digest);
        NewModelVersion? made = null;
        if (next.Length >= Spec.ClientsPerRound)
        {
            // Before it is in the ledger: an update that spoils the round is not to be in it.
            (made, var fault) = RoundResult.Of(this, version, next);
            if (fault is not null)
            {
                Folder.DeleteUpdate(version.Number, update.Client, update.Digest);
                return new SubmitOutcome.Unusable(fault);
            }
        }

        _isUnclear = true;
        var received = await _store.ReceiveAsync(Name, version.Number, update, cancellationToken);
        _isUnclear = received == ReceivedUpdate.WrongRound;
        switch (received)
        {
            case ReceivedUpdate.WrongRound:
                throw Fenced();
            case ReceivedUpdate.Conflicting: // with one whose vector is gone
                Folder.DeleteUpdate(version.Number, update.Client, update.Digest);
                return new SubmitOutcome.Conflicting();
        }

        _snapshot = new ModelSnapshot(version, next);
        _changed();
        if (made is not null)
            await CommitAsync(made, cancellationToken);
        return new SubmitOutcome.Accepted(
            made?.Number ?? version.Number, made is not null, Spec.ClientsPerRound - (made is null ? next.Length : 0));
    }

    private async Task CommitAsync(NewModelVersion next, CancellationToken cancellationToken)
    {
        _isUnclear = true;
        if (!await _store.CommitAsync(Name, next, Requester.Of("federation"), cancellationToken))
            throw Fenced();
        await ReloadAsync();
        try
        {
            Folder.DeleteUpdatesBut(next.Number);
            Folder.Delete(VectorKind.Weights, next.Number - _keepVersions);
            Folder.Delete(VectorKind.Momentum, next.Number - 1);
            Folder.Delete(VectorKind.Variance, next.Number - 1);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // They take room, and nobody asks for them any more.
        }
    }

    // What the ledger has is what is.
    private async Task ReloadAsync()
    {
        var current = (await _store.VersionsAsync(Name, before: null, limit: 1, CancellationToken.None))[0];
        var round = await _store.OpenRoundAsync(Name, CancellationToken.None);
        _snapshot = Here(current, round);
        _isUnclear = false;
        _changed();
    }

    // Without those whose vectors are gone.
    private ModelSnapshot Here(ModelVersionEntry version, IReadOnlyList<ModelUpdateEntry> round) =>
        new(version, [.. round.Where(update => Folder.HasUpdate(version.Number, update.Client, update.Digest))]);

    private InvalidOperationException Fenced() => new($"Another process has made a version of the model '{Name}'.");
}
