namespace Arena.Backplane.Ledger;

/// <summary>A part of the chain as of one moment, and where chain and audit trail ended then. Disposing of it ends the moment.</summary>
/// <param name="Head">Where the store says that the chain ends; null when it does not say.</param>
/// <param name="AuditHead">Where the store says that the audit trail ends; null when it does not say.</param>
/// <param name="Links">The entries in the chain's order; read once.</param>
public sealed record ChainTail(ChainHead? Head, AuditHead? AuditHead, IAsyncEnumerable<ChainLink> Links) : IAsyncDisposable
{
    internal IAsyncDisposable? Moment { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Moment?.DisposeAsync() ?? ValueTask.CompletedTask;
}
