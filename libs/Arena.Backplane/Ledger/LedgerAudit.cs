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

    /// <summary>Checkpoints that the store has, each of which was compared with the chain.</summary>
    public long Checkpoints { get; init; }

    /// <summary>
    /// The same as of the chain alone, and of every checkpoint that the ledger has: whether a key of the ledger signed it, and whether the
    /// ledger begins with what it was made of, in one pass.
    /// </summary>
    /// <param name="chain">The ledger's.</param>
    /// <param name="stored">Its checkpoints.</param>
    /// <param name="known">Heads that somebody outside the store knows: the chain has to have had each.</param>
    /// <param name="checkpoint">One that somebody kept outside the store. Null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<LedgerAudit> RunAsync(
        IChain chain, ICheckpointStore stored, IEnumerable<KnownHead> known, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(stored);

        // Before the chain, which then has all that they are of.
        var history = await CheckpointHistory.ReadAsync(stored, cancellationToken);
        return await RunAsync(chain, known, checkpoint, history, cancellationToken);
    }

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
    public static Task<LedgerAudit> RunAsync(
        IChain chain, IEnumerable<KnownHead> known, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return RunAsync(chain, known, checkpoint, CheckpointHistory.None, cancellationToken);
    }

    private static async Task<LedgerAudit> RunAsync(
        IChain chain, IEnumerable<KnownHead> known, Checkpoint? checkpoint, CheckpointHistory history, CancellationToken cancellationToken)
    {
        await using var reading = await chain.ReadAsync(cancellationToken);
        var walk = new ChainWalk([.. known]);
        CheckedCheckpoint[] kept = checkpoint is null ? [] : [new CheckedCheckpoint("the checkpoint", checkpoint)];
        var compared = new CheckpointWalk([.. kept, .. history.Checkpoints]);
        await foreach (var link in reading.Links.WithCancellation(cancellationToken))
        {
            walk.Take(link);
            compared.Take(link);
        }

        walk.End(reading.Head);
        var trail = new AuditWalk();
        await foreach (var link in reading.AuditLinks.WithCancellation(cancellationToken))
        {
            trail.Take(link);
            compared.TakeAudit(link);
        }

        trail.End(reading.AuditHead);
        compared.End(reading.Head);
        var counts = reading.Leagues.Select(league => league.FaultOf()).OfType<string>();
        string[] faults = [.. walk.Faults, .. trail.Faults, .. kept.SelectMany(one => one.Faults), .. counts, .. history.Faults];
        return new LedgerAudit(walk.Results, walk.Tasks, walk.Leagues, [.. faults.Take(MaxFaults)], walk.Head)
        {
            Changes = trail.Records, Checkpoints = history.Count,
        };
    }
}
