using Arena.Dashboard.Telemetry;
using Grpc.Core;

namespace Arena.Dashboard.Resources;

/// <summary>Keeps what the application host says of its resources, and dials again when it is gone.</summary>
internal sealed partial class ResourceWatcher(ResourceClient client, TimeProvider time, ILogger<ResourceWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    private volatile ResourceSnapshot _current = ResourceSnapshot.Empty;

    public ResourceSnapshot Current => _current;

    public ChangeSignal Changes { get; } = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!client.HasService)
            return;
        var pause = _firstPause;
        for (var isReconnect = false; !stoppingToken.IsCancellationRequested; isReconnect = true)
        {
            try
            {
                var name = await client.ApplicationNameAsync(stoppingToken);
                Publish(_current with { ApplicationName = name });
                await foreach (var update in client.WatchAsync(isReconnect, stoppingToken))
                {
                    Publish(_current.Apply(update));
                    pause = _firstPause;
                }

                Publish(_current with { Fault = "the application host has ended the conversation" });
            }
            catch (RpcException failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(failure.StatusCode, failure.Status.Detail);
                Publish(_current with { Fault = ResourceClient.Describe(failure) });
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or RpcException)
            {
                return;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }
    }

    private void Publish(ResourceSnapshot snapshot)
    {
        _current = snapshot;
        Changes.Raise();
    }

    [LoggerMessage(LogLevel.Warning, "The application host's resource service does not answer: {Code}, {Detail}")]
    private partial void LogLost(StatusCode code, string detail);
}
