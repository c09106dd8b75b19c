using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arena.Hosting.Processes;
using Arena.Hosting.Stores;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Arena.AppHost.Runs;

/// <summary>
/// Follows a run: keeps its file in <c>.arena/runs</c> up to date, says when everything is up and where, and ends the run with a
/// sentence when something cannot be started.
/// </summary>
internal sealed class RunWatch(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IConfiguration configuration,
    RunFolder folder,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    StoreFolders? folders = null) : IDistributedApplicationEventingSubscriber, IDisposable
{
    private const int LastLines = 10;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private static readonly JsonSerializerOptions _format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly Lock _gate = new();
    private RunState? _state;
    private bool _isUp;
    private bool _isStopping;
    private bool _isOver;
    private bool _isUnwritten;

    // Aspire takes its own work back before our own callback is called, and what it takes back did not fail.
    private bool IsStopping => _isStopping || lifetime.ApplicationStopping.IsCancellationRequested;

    private bool AsksForKeys => configuration[AccessKeys.AdminKeySetting] is not null;

    private string FileName => Path.Combine(folder.Path, $"{Environment.ProcessId}.json");

    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            Prepare();
            lifetime.ApplicationStopping.Register(Stopping);
            _state = new RunState([.. model.Resources]);
            _ = FollowAsync(lifetime.ApplicationStopped); // both end with the application
            _ = SayWhatIsMissingAsync(lifetime.ApplicationStopping);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            if (File.Exists(FileName))
                File.Delete(FileName);
        }
    }

    // A start that takes long says what it waits for.
    private async Task SayWhatIsMissingAsync(CancellationToken stopped)
    {
        using var timer = new PeriodicTimer(_patience, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopped).ConfigureAwait(false) && !_isUp)
            {
                ResourceEvent[] missing;
                lock (_gate)
                    missing = [.. _state!.Missing];
                foreach (var instance in missing.Where(_ => !IsStopping))
                {
                    var said = await ResourceLines.LastAsync(logs, instance.ResourceId, 1, stopped).ConfigureAwait(false);
                    var line = $"Still not up: {_state!.NameOf(instance)} ({instance.Snapshot.State?.Text}). {string.Concat(said)}";
                    Console.WriteLine(line.TrimEnd());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task FollowAsync(CancellationToken stopped)
    {
        var state = _state!;
        Write();
        try
        {
            await foreach (var change in notifications.WatchAsync(stopped).ConfigureAwait(false))
            {
                bool isNews;
                lock (_gate)
                    isNews = state.Apply(change);
                if (isNews && !_isUp && !IsStopping)
                    Console.WriteLine($"{state.NameOf(change)} is up");
                if (!_isUp && !IsStopping && state.IsUp)
                    SayUp();
                Write();
                if (!_isUp && !IsStopping && state.Failed.FirstOrDefault() is { } failed)
                    await GiveUpAsync(failed, stopped).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private void SayUp()
    {
        _isUp = true;
        foreach (var line in RunSummary.Of(_state!.Describe(), model, DashboardLink(), AsksForKeys, time.GetUtcNow() - _startedAt))
            Console.WriteLine(line);
    }

    private async Task GiveUpAsync(ResourceEvent failed, CancellationToken cancellationToken)
    {
        _isStopping = true;
        var code = failed.Snapshot.ExitCode is { } exitCode ? string.Create(CultureInfo.InvariantCulture, $" (exit code {exitCode})") : "";
        Console.Error.WriteLine($"{_state!.NameOf(failed)} could not be started{code}. It said:");
        foreach (var line in await ResourceLines.LastAsync(logs, failed.ResourceId, LastLines, cancellationToken).ConfigureAwait(false))
            Console.Error.WriteLine("  " + line);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    private void Stopping()
    {
        _isStopping = true;
        Write();
    }

    private void Write()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            var status = _isStopping ? "stopping" : _isUp ? "running" : "starting";
            var run = new RunDescription(
                Environment.ProcessId, _startedAt, status, folders?.Volumes, DashboardLink(), configuration[AccessKeys.AdminKeySetting],
                _state?.Describe() ?? []);
            try
            {
                PrivateFile.Write(FileName, JsonSerializer.Serialize(run, _format));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                if (!_isUnwritten)
                    Console.Error.WriteLine($"Other programs will not find this run: {fault.Message}");
                _isUnwritten = true;
            }
        }
    }

    private void Prepare()
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            SweepDead();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{folder.Path} cannot be made: {fault.Message}");
        }
    }

    private string? DashboardLink() =>
        DashboardAddress.Of(model) is { } address ? $"{address}/login?t={configuration["AppHost:BrowserToken"]}" : null;

    // A run that was killed could not remove its file.
    private void SweepDead()
    {
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (int.TryParse(name, CultureInfo.InvariantCulture, out var process) && ProcessTable.StartTime(process) is null)
                File.Delete(file);
        }
    }
}
