using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>The checkpoints that a store has, and what is wrong with them by themselves.</summary>
/// <param name="Checkpoints">Those that can be read, the oldest first.</param>
/// <param name="Count">How many there are.</param>
internal sealed record CheckpointHistory(IReadOnlyList<CheckedCheckpoint> Checkpoints, long Count)
{
    private const int PageSize = 1000;

    // One altered entry fails every checkpoint after it; the first ones say where to look.
    private const int MostNamed = 3;

    private readonly List<string> _faults = [];

    public static CheckpointHistory None { get; } = new([], 0);

    /// <summary>What is wrong with them by themselves and, after the walk, with what they are of.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            string[] faults = [.. _faults, .. Checkpoints.SelectMany(checkpoint => checkpoint.Faults)];
            return faults.Length <= MostNamed
                ? faults
                : [.. faults.Take(MostNamed), $"and {faults.Length - MostNamed} more faults of stored checkpoints"];
        }
    }

    public static async Task<CheckpointHistory> ReadAsync(ICheckpointStore store, CancellationToken cancellationToken)
    {
        NoteKey[] keys =
        [
            .. (await store.KeysAsync(cancellationToken))
                .Select(stored => NoteKey.TryParse(stored.Public, out var key, out _) ? key : null).OfType<NoteKey>(),
        ];
        var (faults, read, count, next) = (new List<string>(), new List<CheckedCheckpoint>(), 0L, long.MaxValue);
        while (await store.ListAsync(next, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                if (next != long.MaxValue && stored.Number != next - 1)
                    faults.Add(Missing(stored.Number + 1, next - 1));
                (next, count) = (stored.Number, count + 1);
                if (Read(stored, keys, out var fault) is { } checkpoint)
                    read.Add(new CheckedCheckpoint(NameOf(stored.Number), checkpoint));
                else
                    faults.Add(fault);
            }
        }

        if (count > 0 && next > 1)
            faults.Add(Missing(1, next - 1));
        read.Reverse();
        faults.Reverse();
        var history = new CheckpointHistory(read, count);
        history._faults.AddRange(faults);
        return history;
    }

    private static Checkpoint? Read(StoredCheckpoint stored, NoteKey[] keys, out string fault)
    {
        fault = "";
        if (!SignedNote.TryParse(stored.Note, out var note, out var why) || !Checkpoint.TryParse(note.Text, out var checkpoint, out why))
            fault = $"{NameOf(stored.Number)} is none any more: {why}";
        else if (checkpoint.Size != stored.Size)
            fault = $"{NameOf(stored.Number)} is stored as one of {stored.Size} entries, and says that it is of {checkpoint.Size}";
        else if (!keys.Any(note.IsSignedBy))
            fault = $"{NameOf(stored.Number)} is not signed by any key of the ledger: somebody altered it";
        else
            return checkpoint;
        return null;
    }

    private static string Missing(long first, long last) =>
        first == last ? $"{NameOf(first)} is missing" : $"stored checkpoints {first} to {last} are missing";

    private static string NameOf(long number) => $"stored checkpoint {number}";
}
