using System.Text.Json;
using Arena.Dashboard.Access;

namespace Arena.Dashboard;

/// <summary>
/// <c>dashboard.json</c> beside the telemetry: where this dashboard is and what opens it, for the command line. Only its
/// owner may read it.
/// </summary>
internal sealed class DashboardRunFile : IDisposable
{
    public const string Name = "dashboard.json";

    private readonly string _path;

    private DashboardRunFile(string path) => _path = path;

    public static DashboardRunFile Write(DashboardHost host)
    {
        var path = Path.Combine(host.Settings.DataDirectory, Name);
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Pid = Environment.ProcessId,
                Url = host.AddressOf(Listener.Frontend),
                ApiKey = host.Settings.QueryApiKey,
                Token = host.Settings.BrowserToken,
            },
            JsonSerializerOptions.Web);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(content);
        return new DashboardRunFile(path);
    }

    public void Dispose() => File.Delete(_path);
}
