using System.Diagnostics;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Engine;

/// <summary>
/// The life of one instance: it waits, starts, runs, comes back when it crashed, and ends when it is told to.
/// Only this loop, and the health monitor that runs inside it, publish the instance's state.
/// </summary>
internal sealed class InstanceLoop(ResourceInstance instance, IWorkload workload, LoopServices services) : IDisposable
{
    private const int LastWords = 10;

    private readonly CancellationTokenSource _stop = new();
    private readonly RestartPolicy _restarts = new();
    private readonly TaskCompletionSource<TimeSpan> _grace = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _noWaiting = new();
    private Task _life = Task.CompletedTask;

    public ResourceInstance Instance { get; } = instance;

    public bool IsOver => _life.IsCompleted;

    public void Start(bool waits)
    {
        if (!waits)
            _noWaiting.Cancel();
        _life = Task.Run(LiveAsync);
    }

    public void StopWaiting() => _noWaiting.Cancel();

    public async Task StopAsync(TimeSpan grace)
    {
        _grace.TrySetResult(grace);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _life.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _noWaiting.Dispose();
    }

    private async Task LiveAsync()
    {
        try
        {
            await WaitAsync().ConfigureAwait(false);
            while (await RunOnceAsync().ConfigureAwait(false) is { } delay)
                await Task.Delay(delay, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await PublishAsync(KnownResourceStates.Exited).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            await FailAsync(fault.Message).ConfigureAwait(false);
        }

        if (services.Notifications.TryGetCurrentState(Instance.Id, out var end))
            await services.Eventing.PublishAsync(new ResourceStoppedEvent(Instance.Resource, services.Provider, end), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task WaitAsync()
    {
        if (_noWaiting.IsCancellationRequested)
            return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _noWaiting.Token);
        try
        {
            await PublishAsync(KnownResourceStates.Waiting).ConfigureAwait(false);
            await services.Dependencies.WaitAsync(Instance.Resource, enough.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested && _noWaiting.IsCancellationRequested)
        {
            services.Console.Say($"{Instance.Id}: started by command, without waiting any longer");
        }
    }

    /// <summary>Runs it to its end. The result is how long to wait before the next time; null is the end for good.</summary>
    private async Task<TimeSpan?> RunOnceAsync()
    {
        await PublishAsync(KnownResourceStates.Starting).ConfigureAwait(false);
        await services.Eventing.PublishAsync(new BeforeResourceStartedEvent(Instance.Resource, services.Provider), _stop.Token).ConfigureAwait(false);
        var running = await workload.StartAsync(Instance, _stop.Token).ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        await PublishRunningAsync(running).ConfigureAwait(false);

        await WatchAsync(running).ConfigureAwait(false);
        if (_stop.IsCancellationRequested)
        {
            await StopAsync(running).ConfigureAwait(false);
            return null;
        }

        return await AfterExitAsync(await running.Exited.ConfigureAwait(false), Stopwatch.GetElapsedTime(started)).ConfigureAwait(false);
    }

    /// <summary>Returns when the process has ended or is to end.</summary>
    private async Task WatchAsync(IRunningWorkload running)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var health = services.Health.RunAsync(Instance, over.Token);
        await Task.WhenAny(running.Exited, Task.Delay(Timeout.Infinite, _stop.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await health.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task StopAsync(IRunningWorkload running)
    {
        await PublishAsync(KnownResourceStates.Stopping).ConfigureAwait(false);
        await running.StopAsync(await _grace.Task.ConfigureAwait(false)).ConfigureAwait(false);
        await PublishEndAsync(await running.Exited.ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<TimeSpan?> AfterExitAsync(int exitCode, TimeSpan lasted)
    {
        if (!workload.RestartsAfter(exitCode))
        {
            if (exitCode != 0)
                Say($"ended with {Describe(exitCode)}");
            await PublishEndAsync(exitCode).ConfigureAwait(false);
            return null;
        }

        if (_restarts.Next(DateTimeOffset.UtcNow, lasted, WasHealthy()) is not { } delay)
        {
            await FailAsync($"it ended {RestartPolicy.MaxRestarts + 1} times within {RestartPolicy.Window.TotalMinutes} minutes, last with {Describe(exitCode)}; giving up").ConfigureAwait(false);
            return null;
        }

        var restarts = (services.Notifications.TryGetCurrentState(Instance.Id, out var known) ? known.Snapshot[KnownProperties.Restarts] as int? ?? 0 : 0) + 1;
        services.Console.Say($"{Instance.Id}: ended with {Describe(exitCode)}; starting again in {delay.TotalSeconds:0.0} s, on the same ports (restart {restarts})");
        await services.Notifications.PublishUpdateAsync(
            Instance.Resource, Instance.Id, s => Ended(s, KnownResourceStates.Starting, exitCode).With(KnownProperties.Restarts, restarts)).ConfigureAwait(false);
        return delay;
    }

    private bool WasHealthy() => services.Notifications.TryGetCurrentState(Instance.Id, out var state) && state.Snapshot.IsReady;

    private Task PublishAsync(string state) =>
        services.Notifications.PublishUpdateAsync(Instance.Resource, Instance.Id, s => s with { State = state });

    private Task PublishRunningAsync(IRunningWorkload running)
    {
        // Each check is listed as not yet asked, so that the instance does not count as healthy before the first answer.
        var unknown = Instance.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(c => new HealthReportSnapshot(c.Key, null, null, null)).ToArray();
        return services.Notifications.PublishUpdateAsync(Instance.Resource, Instance.Id, s => (s with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = DateTime.UtcNow,
            StopTimeStamp = null,
            ExitCode = null,
            HealthReports = [.. unknown],
            IsReady = false,
            EnvironmentVariables = [.. running.Environment.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value, IsFromSpec: true))],
        }).With(KnownProperties.ProcessId, running.ProcessId));
    }

    private Task PublishEndAsync(int exitCode) => services.Notifications.PublishUpdateAsync(
        Instance.Resource, Instance.Id, s => Ended(s, exitCode == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited, exitCode));

    private async Task FailAsync(string reason)
    {
        Say($"not running: {reason}");
        await services.Notifications.PublishUpdateAsync(
            Instance.Resource,
            Instance.Id,
            s => (s with { State = KnownResourceStates.FailedToStart, StopTimeStamp = DateTime.UtcNow }).With(KnownProperties.Reason, reason).With(KnownProperties.ProcessId, null))
            .ConfigureAwait(false);
    }

    /// <summary>What has become of it, with the last lines that it wrote itself.</summary>
    private void Say(string what)
    {
        services.Console.Say($"{Instance.Id}: {what}");
        foreach (var line in services.Output.LastLines(Instance.Id, LastWords))
            services.Console.Say($"{Instance.Id}:   {line}");
    }

    private static CustomResourceSnapshot Ended(CustomResourceSnapshot snapshot, string state, int exitCode) =>
        (snapshot with { State = state, ExitCode = exitCode, StopTimeStamp = DateTime.UtcNow }).With(KnownProperties.ProcessId, null);

    private static string Describe(int exitCode) => exitCode > 128 ? $"signal {exitCode - 128}" : $"exit code {exitCode}";
}
