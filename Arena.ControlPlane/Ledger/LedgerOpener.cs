using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Ledger;

/// <summary>Opens the ledger before anything that needs it starts; hosted services start in the order of their registration.</summary>
internal sealed partial class LedgerOpener(ILedger ledger, ILogger<LedgerOpener> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ledger.OpenAsync(cancellationToken);
        if (ledger.Store.Durable)
            LogOpened(ledger.Store.Description);
        else
            LogNotDurable(ledger.Store.Description, LedgerRegistration.ConnectionName);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger: {Description}")]
    private partial void LogOpened(string description);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ledger: {Description}. Set ConnectionStrings__{Connection} to a PostgreSQL database to keep them.")]
    private partial void LogNotDurable(string description, string connection);
}
