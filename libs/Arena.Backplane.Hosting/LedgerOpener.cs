using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Guard;
using Arena.ServiceDefaults.Start;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arena.Backplane.Hosting;

/// <summary>
/// Opens the ledger before anything that needs it starts; hosted services start in the order of their registration. A server that does
/// not answer yet is waited for; one that refuses ends the process.
/// </summary>
internal sealed partial class LedgerOpener(ILedger ledger, Guards guards, ILogger<LedgerOpener> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (ledger.Store.Durable)
            LogOpening(ledger.Store.Description);
        try
        {
            await guards.For(LedgerHosting.GuardName).ExecuteAsync(OpenAsync, cancellationToken);
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            throw new StartFault($"Stopped before the ledger answered: {ledger.Store.Description}", cancelled);
        }

        if (!ledger.Store.Durable)
            LogNotDurable(ledger.Store.Description, LedgerHosting.ConnectionName);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ledger.OpenAsync(cancellationToken);
        }
        catch (Exception failure) when (LedgerFault.Of(failure, ledger.Store) is { } fault)
        {
            throw fault;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ledger: opening {Description}")]
    private partial void LogOpening(string description);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Ledger: {Description}. Set ConnectionStrings__{Connection} to a PostgreSQL database to keep them.")]
    private partial void LogNotDurable(string description, string connection);
}
