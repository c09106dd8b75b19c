namespace Arena.Backplane.Ledger;

/// <summary>What a reading of the whole chain found.</summary>
/// <param name="Results">Results read.</param>
/// <param name="Tasks">Distinct tasks among them.</param>
/// <param name="Fault">The first thing that is wrong, or null.</param>
/// <param name="Head">The recomputed hash of the chain (32 bytes), over what has a digest.</param>
public sealed record LedgerAudit(long Results, long Tasks, string? Fault, byte[] Head)
{
    /// <summary>Recomputes every hash from the stored fields.</summary>
    public static async Task<LedgerAudit> RunAsync(IResultStore store, CancellationToken cancellationToken)
    {
        var head = ResultChain.Genesis;
        var tasks = new HashSet<long>();
        long results = 0;
        string? fault = null;
        await foreach (var link in store.ReadChainAsync(cancellationToken))
        {
            results++;
            if (link.Digest is not null)
                head = ResultChain.Next(head, link.Digest);
            var isFirstOfTask = tasks.Add(link.TaskId);
            fault ??= FaultOf(link, results, head, isFirstOfTask);
        }

        return new LedgerAudit(results, tasks.Count, fault, head);
    }

    private static string? FaultOf(ChainLink link, long sequence, ReadOnlySpan<byte> head, bool isFirstOfTask)
    {
        if (link.Sequence != sequence)
            return $"sequence {sequence} is missing: the next is {link.Sequence}";
        if (link.Digest is null)
            return $"what is stored at sequence {link.Sequence} is no result: somebody altered it";
        if (!head.SequenceEqual(link.Hash))
            return $"the hash at sequence {link.Sequence} does not follow from the results up to it";
        return isFirstOfTask ? null : $"task {link.TaskId} has a second result at sequence {link.Sequence}";
    }
}
