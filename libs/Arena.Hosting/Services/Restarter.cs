using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arena.Hosting.Services;

/// <summary>Follows what becomes of instances, and starts those again that are to be.</summary>
internal sealed partial class Restarter(
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLoggerService logs,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IDistributedApplicationEventingSubscriber
{
    /// <summary>The property of an instance that counts its restarts.</summary>
    public const string Restarts = "Restarts";

    private readonly Dictionary<string, Instance> _instances = [];

    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            _ = FollowAsync(lifetime.ApplicationStopping); // ends with the application
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
            {
                if (change.Resource.Annotations.OfType<RestartAnnotation>().Any() && change.Snapshot.State?.Text is { } state)
                    Look(change, state, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops, and nothing is started again.
        }
    }

    private void Look(ResourceEvent change, string state, CancellationToken stopping)
    {
        if (!_instances.TryGetValue(change.ResourceId, out var instance))
            _instances[change.ResourceId] = instance = new Instance();
        if (state == instance.State)
            return;
        instance.State = state;
        if (state == KnownResourceStates.Running)
            (instance.Since, instance.IsAskedToStop) = (time.GetUtcNow(), false);
        else if (state == KnownResourceStates.Stopping)
            instance.IsAskedToStop = true;
        else if ((state == KnownResourceStates.Finished || state == KnownResourceStates.Exited) && !instance.IsAskedToStop)
            _ = RestartAsync(change, instance, stopping);
    }

    private async Task RestartAsync(ResourceEvent ended, Instance instance, CancellationToken stopping)
    {
        var log = logs.GetLogger(ended.ResourceId);
        var now = time.GetUtcNow();
        var wait = instance.Policy.AfterEnd(ended.Snapshot.ExitCode, now - (instance.Since ?? now), now);
        if (wait is not null)
            LogRestart(log, ended.ResourceId, ended.Snapshot.ExitCode, wait.Value.TotalSeconds);
        try
        {
            while (wait is not null)
            {
                await Task.Delay(wait.Value, time, stopping).ConfigureAwait(false);
                if (instance.IsAskedToStop || instance.State == KnownResourceStates.Running)
                    return;
                if (await StartAsync(ended, instance, log, stopping).ConfigureAwait(false))
                    return;
                wait = instance.Policy.AfterEnd(exitCode: null, TimeSpan.Zero, time.GetUtcNow());
            }

            LogGivenUp(log, ended.ResourceId, ended.Snapshot.ExitCode);
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    // The orchestrator may be too busy to start it: then nobody else would, and it is asked again.
    private async Task<bool> StartAsync(ResourceEvent ended, Instance instance, ILogger log, CancellationToken stopping)
    {
        instance.Count++;
        try
        {
            var result = await commands.ExecuteCommandAsync(ended.ResourceId, KnownResourceCommands.StartCommand, stopping)
                .ConfigureAwait(false);
            if (!result.Success)
            {
                LogNotStarted(log, ended.ResourceId, result.Message);
                return false;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotStarted(log, ended.ResourceId, fault.Message);
            return false;
        }

        await notifications.PublishUpdateAsync(ended.Resource, ended.ResourceId, s => s with
        {
            Properties = [.. s.Properties.Where(p => p.Name != Restarts), new ResourcePropertySnapshot(Restarts, instance.Count)],
        }).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Instance} ended with exit code {ExitCode} and is started again in {Seconds} s.")]
    private static partial void LogRestart(ILogger logger, string instance, int? exitCode, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Instance} ended with exit code {ExitCode} and is not started again.")]
    private static partial void LogGivenUp(ILogger logger, string instance, int? exitCode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Instance} could not be started: {Fault}")]
    private static partial void LogNotStarted(ILogger logger, string instance, string? fault);

    private sealed class Instance
    {
        public RestartPolicy Policy { get; } = new();

        public string? State { get; set; }

        public DateTimeOffset? Since { get; set; }

        public bool IsAskedToStop { get; set; }

        public int Count { get; set; }
    }
}
