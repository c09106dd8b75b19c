using System.Text.Json;
using System.Text.Json.Serialization;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Dashboard;

namespace Arena.Hosting.Engine;

/// <summary>
/// Keeps <c>.arena/runs/PID.json</c> up to date, by which the command line finds what runs here. Only its owner can read it, for the
/// sake of the resource service's key, and nobody ever sees half of it.
/// </summary>
internal sealed class RunFile(DistributedApplicationModel model, ResourceNotificationService notifications, StateDirectory state, Readiness readiness, ResourceServer server, string appHostDirectory)
    : IAsyncDisposable
{
    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;
    private bool _isStopping;

    public void Start()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(state.RunFile)!);
        SweepDead();
        Write();
        _writing = Task.Run(WriteChangesAsync);
    }

    public Task StoppingAsync()
    {
        _isStopping = true;
        if (File.Exists(state.RunFile))
            Write();
        return Task.CompletedTask;
    }

    public async Task RemoveAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        if (File.Exists(state.RunFile))
            File.Delete(state.RunFile);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task WriteChangesAsync()
    {
        var ready = readiness.Reached.ContinueWith(_ => Write(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        try
        {
            await foreach (var _ in notifications.WatchAsync(_stop.Token).ConfigureAwait(false))
                Write();
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private void Write()
    {
        lock (_gate)
        {
            if (!_stop.IsCancellationRequested)
                PrivateFile.Write(state.RunFile, JsonSerializer.Serialize(Describe(), _format));
        }
    }

    private RunDescription Describe() => new(
        Environment.ProcessId,
        _startedAt,
        _isStopping ? "stopping" : readiness.Reached.IsCompletedSuccessfully ? "running" : "starting",
        appHostDirectory,
        state.Volumes,
        server.Address is { } address ? new RunDashboard(address.GetLeftPart(UriPartial.Authority), server.Key) : null,
        SharedAddresses.Of(model),
        [.. model.Resources.Where(r => r is not ParameterResource).SelectMany(ResourceInstance.Of).Select(Describe)]);

    private RunResource Describe(ResourceInstance instance)
    {
        var snapshot = notifications.TryGetCurrentState(instance.Id, out var current) ? current.Snapshot : null;
        return new RunResource(
            instance.Resource.Name,
            ResourceTypeName.Of(instance.Resource),
            instance.Id,
            snapshot?[KnownProperties.ProcessId] as int?,
            snapshot?.State?.Text ?? KnownResourceStates.NotStarted,
            snapshot?.HealthStatus?.ToString(),
            snapshot?[KnownProperties.Restarts] as int? ?? 0,
            snapshot?[KnownProperties.Reason] as string,
            instance.PublicEndpoints.ToDictionary(e => e.Endpoint.Name, e => e.UriString));
    }

    // A run that was killed could not remove its file. Its process id may be somebody else's by now, which only keeps
    // the file until that one ends too.
    private void SweepDead()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(state.RunFile)!, "*.json"))
        {
            var id = Path.GetFileNameWithoutExtension(file).Split('-')[0];
            if (OperatingSystem.IsLinux() && int.TryParse(id, out var processId) && ProcessTable.StartTime(processId) is null)
                File.Delete(file);
        }
    }
}
