namespace Arena.Backplane.Ledger;

/// <summary>What a reading of the whole chain found.</summary>
/// <param name="Results">Results read.</param>
/// <param name="Tasks">Distinct tasks among them.</param>
/// <param name="Fault">The first thing that is wrong, or null.</param>
/// <param name="Head">The recomputed hash of the chain.</param>
public sealed record LedgerAudit(long Results, long Tasks, string? Fault, byte[] Head)
{
    /// <summary>Recomputes every hash from the stored fields.</summary>
    public static async Task<LedgerAudit> RunAsync(ILedger ledger, CancellationToken cancellationToken)
    {
        var head = ResultChain.Genesis;
        var tasks = new HashSet<long>();
        long results = 0;
        string? fault = null;
        await foreach (var entry in ledger.ReadResultsAsync(leagueId: null, after: 0, cancellationToken))
        {
            results++;
            head = ResultChain.Next(head, ResultChain.Digest(entry.Result));
            fault ??= entry.Sequence != results ? $"sequence {results} is missing: the next is {entry.Sequence}"
                : !head.AsSpan().SequenceEqual(entry.Hash) ? $"the hash at sequence {entry.Sequence} does not follow from the results up to it"
                : !tasks.Add(entry.Result.TaskId) ? $"task {entry.Result.TaskId} has a second result at sequence {entry.Sequence}"
                : null;
        }

        return new LedgerAudit(results, tasks.Count, fault, head);
    }
}
