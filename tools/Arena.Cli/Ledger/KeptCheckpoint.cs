using Arena.Core.Proofs;

namespace Arena.Cli.Ledger;

/// <summary>A signed checkpoint in a file.</summary>
/// <param name="Name">What sentences call it.</param>
/// <param name="Note">As it stands there.</param>
/// <param name="Signed">The same, read.</param>
/// <param name="Checkpoint">What was signed.</param>
internal sealed record KeptCheckpoint(string Name, string Note, SignedNote Signed, Checkpoint Checkpoint)
{
    private const int MaxBytes = 1 << 20;

    /// <exception cref="CommandException">It cannot be read, or is no checkpoint.</exception>
    public static KeptCheckpoint Read(string file)
    {
        if (Parse(file, SmallFile.Read(file, MaxBytes), out var fault) is { } kept)
            return kept;
        throw new CommandException(fault!, ExitCode.Failed);
    }

    /// <summary>Null when it is none: then a sentence says why.</summary>
    public static KeptCheckpoint? Parse(string name, string note, out string? fault)
    {
        if (SignedNote.TryParse(note, out var signed, out fault) && Checkpoint.TryParse(signed.Text, out var checkpoint, out fault))
            return new KeptCheckpoint(name, note, signed, checkpoint);
        fault = $"{name} is no signed checkpoint: {fault}";
        return null;
    }

    /// <summary>A sentence that says why it is not that key's; null when the key signed it.</summary>
    public string? FaultOf(NoteKey key)
    {
        if (Signed.IsSignedBy(key))
            return null;
        var signers = string.Join(", ", Signed.Signatures.Select(signature => $"{signature.Name}+{signature.Hash:x8}"));
        return Signed.Signatures.Any(signature => signature.Name == key.Name && signature.Hash == key.Hash)
            ? $"the signature of {key.Name}+{key.Hash:x8} below {Name} is not of this text: one of them was altered"
            : $"{Name} is not signed by {key.Name}+{key.Hash:x8}, but by {signers}";
    }
}
