namespace Arena.Federation.Rounds;

/// <summary>Ends the rounds that have taken their time.</summary>
internal sealed partial class RoundClock(
    ModelDirectory directory, FederationInstruments instruments, TimeProvider time, ILogger<RoundClock> logger) : BackgroundService
{
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_tick, time);
        do
        {
            foreach (var model in directory.All)
                await CloseIfDueAsync(model, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task CloseIfDueAsync(FederatedModel model, CancellationToken cancellationToken)
    {
        try
        {
            if (await model.CloseIfDueAsync(time.GetUtcNow(), cancellationToken))
                instruments.RoundClosed();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(model.Name, fault.Message); // the next tick tries again
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The round of model {Model} is not ended: {Fault}")]
    private partial void LogFault(string model, string fault);
}
