namespace Arena.Backplane.Ledger;

/// <summary>The chain as of one moment, and what else the store says of it. Disposing of it ends the moment.</summary>
/// <param name="Head">Where the store says that the chain ends; null when it does not say.</param>
/// <param name="Leagues">Every league that is in the store or has results there, by id.</param>
/// <param name="Links">The entries in the chain's order; read once.</param>
public sealed record ChainReading(ChainHead? Head, IReadOnlyList<LeagueCount> Leagues, IAsyncEnumerable<ChainLink> Links) : IAsyncDisposable
{
    /// <summary>Where the store says that the audit trail ends; null when it does not say.</summary>
    public required AuditHead? AuditHead { get; init; }

    /// <summary>The entries of the audit trail in their order; read once, and after <see cref="Links"/>.</summary>
    public required IAsyncEnumerable<AuditLink> AuditLinks { get; init; }

    internal IAsyncDisposable? Moment { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Moment?.DisposeAsync() ?? ValueTask.CompletedTask;
}
