using Arena.Dashboard.Settings;
using Arena.Dashboard.Storage;
using Arena.Dashboard.Telemetry;
using Arena.Tests.Time;

namespace Arena.Tests.Dashboard;

/// <summary>A store in a directory of its own, which can be closed and opened again.</summary>
internal sealed class TestStore : IDisposable
{
    public TestStore(Func<DashboardSettings, DashboardSettings>? change = null)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("arena-test-dashboard-").FullName;
        var settings = new DashboardSettings { DataDirectory = Directory };
        Settings = change?.Invoke(settings) ?? settings;
        Telemetry = Open();
    }

    public ManualTimeProvider Time { get; } = new();

    public string Directory { get; }

    public DashboardSettings Settings { get; }

    public TelemetryStore Telemetry { get; private set; }

    public static StoreLimits Limits(long bytes = 1 << 20, double days = 1) => new(bytes, TimeSpan.FromDays(days));

    public void Reopen()
    {
        Telemetry.Dispose();
        Telemetry = Open();
    }

    public IReadOnlyList<string> SegmentsOf(string signal) => [.. System.IO.Directory.GetFiles(Path.Combine(Directory, signal)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        Telemetry.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private TelemetryStore Open() => new(Settings, Time);
}
