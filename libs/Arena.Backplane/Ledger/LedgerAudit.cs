using Arena.Core.Proofs;

namespace Arena.Backplane.Ledger;

/// <summary>What a reading of the whole ledger found.</summary>
/// <param name="Results">Results read.</param>
/// <param name="Tasks">Distinct tasks among them.</param>
/// <param name="Leagues">Leagues in the chain.</param>
/// <param name="Faults">What is wrong, a sentence each, at most <see cref="MaxFaults"/>; none when the ledger is whole.</param>
/// <param name="Head">The recomputed hash of the chain (32 bytes); of a chain with faults it says nothing.</param>
public sealed record LedgerAudit(long Results, long Tasks, long Leagues, IReadOnlyList<string> Faults, byte[] Head)
{
    /// <summary>One fault can break much; the first ones say where to look.</summary>
    public const int MaxFaults = 20;

    /// <summary>Entries in the audit trail.</summary>
    public required long Changes { get; init; }

    /// <summary>
    /// Recomputes every hash from the stored fields, of the chain and of the audit trail, and compares them with what else is stored: their
    /// heads, and every league's counts.
    /// </summary>
    /// <param name="chain">The ledger's.</param>
    /// <param name="known">Heads that somebody outside the store knows: the chain has to have had each.</param>
    /// <param name="checkpoint">
    /// One that somebody kept outside the store: the ledger has to begin with what it was made of. Null for none.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<LedgerAudit> RunAsync(
        IChain chain, IEnumerable<KnownHead> known, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chain);
        await using var reading = await chain.ReadAsync(cancellationToken);
        var walk = new ChainWalk([.. known]);
        var kept = checkpoint is null ? null : new CheckpointWalk(checkpoint);
        await foreach (var link in reading.Links.WithCancellation(cancellationToken))
        {
            walk.Take(link);
            kept?.Take(link);
        }

        walk.End(reading.Head);
        var trail = new AuditWalk();
        await foreach (var link in reading.AuditLinks.WithCancellation(cancellationToken))
        {
            trail.Take(link);
            kept?.TakeAudit(link);
        }

        trail.End(reading.AuditHead);
        kept?.End(reading.Head);
        var counts = reading.Leagues.Select(league => league.FaultOf()).OfType<string>();
        string[] faults = [.. walk.Faults, .. trail.Faults, .. kept?.Faults ?? [], .. counts];
        return new LedgerAudit(walk.Results, walk.Tasks, walk.Leagues, [.. faults.Take(MaxFaults)], walk.Head)
        {
            Changes = trail.Records,
        };
    }
}
