using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A checkpoint, and what verifies it.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Size">How many entries it is of.</param>
/// <param name="Note">The signed note (c2sp.org/tlog-checkpoint).</param>
/// <param name="Keys">All keys that there have been, the newest last.</param>
internal sealed record CheckpointBody(long Number, long Size, string Note, IReadOnlyList<string> Keys)
{
    public static CheckpointBody Of(StoredCheckpoint checkpoint, IReadOnlyList<StoredKey> keys) =>
        new(checkpoint.Number, checkpoint.Size, checkpoint.Note, [.. keys.Select(key => key.Public)]);
}

/// <summary>A checkpoint of a list; the keys are listed by themselves.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Size">How many entries it is of.</param>
/// <param name="Note">The signed note.</param>
internal sealed record ListedCheckpointBody(long Number, long Size, string Note)
{
    public static ListedCheckpointBody Of(StoredCheckpoint checkpoint) => new(checkpoint.Number, checkpoint.Size, checkpoint.Note);
}

/// <summary>A key that signs checkpoints, or did.</summary>
/// <param name="Public">NAME+HASH+KEY.</param>
/// <param name="At">Since when.</param>
internal sealed record SigningKeyBody(string Public, DateTimeOffset At);

/// <summary>That the log of one size begins with all that it had at a smaller one (RFC 9162, 2.1.4).</summary>
/// <param name="From">The smaller size.</param>
/// <param name="To">The larger one.</param>
/// <param name="Hashes">In base64.</param>
internal sealed record ConsistencyBody(long From, long To, IReadOnlyList<byte[]> Hashes);
