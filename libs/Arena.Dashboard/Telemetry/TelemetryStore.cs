using Arena.Dashboard.Logs;
using Arena.Dashboard.Metrics;
using Arena.Dashboard.Settings;
using Arena.Dashboard.Traces;

namespace Arena.Dashboard.Telemetry;

/// <summary>All telemetry, under one directory that only one process may have.</summary>
internal sealed class TelemetryStore : IDisposable
{
    private readonly FileStream _lock;
    private readonly string? _temporary;

    public TelemetryStore(DashboardSettings settings, TimeProvider time)
    {
        var directory = settings.DataDirectory;
        CreatePrivate(directory);
        _lock = Lock(Path.Combine(directory, "lock"));
        _temporary = settings.IsEphemeral ? directory : null;
        Resources = new ResourceDirectory(settings.MaxResources);
        var scopes = new ScopeDirectory();
        Logs = new LogStore(Path.Combine(directory, "logs"), settings.LogLimits, settings.MaxLogs, Resources, scopes, time);
        Traces = new TraceStore(Path.Combine(directory, "traces"), settings.TraceLimits, settings.MaxTraces, Resources, scopes, time);
        Metrics = new MetricStore(Path.Combine(directory, "metrics"), settings.MetricLimits, Resources, scopes, time);
    }

    public ResourceDirectory Resources { get; }

    public LogStore Logs { get; }

    public TraceStore Traces { get; }

    public MetricStore Metrics { get; }

    public void ApplyLimits()
    {
        Logs.ApplyLimits();
        Traces.ApplyLimits();
        Metrics.ApplyLimits();
    }

    public void Dispose()
    {
        Logs.Dispose();
        Traces.Dispose();
        Metrics.Dispose();
        _lock.Dispose();
        if (_temporary is not null)
            Directory.Delete(_temporary, recursive: true);
    }

    // Messages hold what they hold: nobody else's business.
    private static void CreatePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new InvalidOperationException($"{Path.GetDirectoryName(path)} is in use by another dashboard; give this one a directory of its own with --Dashboard:Data:Directory.", taken);
        }
    }
}
