namespace Arena.Backplane.Ledger.Memory;

/// <summary>The ledger without a database: the same decisions under one lock, gone with the process.</summary>
public sealed class MemoryLedger : ILedger
{
    /// <summary>An empty ledger.</summary>
    /// <param name="time">Says when leagues are paused, completed and stopped.</param>
    public MemoryLedger(TimeProvider time)
    {
        var state = new MemoryState();
        Leagues = new MemoryLeagues(state, time);
        Tasks = new MemoryTasks(state);
        Results = new MemoryResults(state);
        Chain = new MemoryChain(state);
        Rechecks = new MemoryRechecks(state);
        Ratings = new MemoryRatings(state);
        Outbox = new MemoryOutbox(state);
    }

    /// <inheritdoc/>
    public LedgerStore Store { get; } = new("memory", Durable: false, "in memory: results are gone when the process ends");

    /// <inheritdoc/>
    public ILeagueStore Leagues { get; }

    /// <inheritdoc/>
    public ITaskStore Tasks { get; }

    /// <inheritdoc/>
    public IResultStore Results { get; }

    /// <inheritdoc/>
    public IChain Chain { get; }

    /// <inheritdoc/>
    public IRecheckStore Rechecks { get; }

    /// <inheritdoc/>
    public IRatingStore Ratings { get; }

    /// <inheritdoc/>
    public IOutbox Outbox { get; }

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
