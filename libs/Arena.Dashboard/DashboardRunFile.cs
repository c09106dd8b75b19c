using System.Globalization;
using System.Text.Json;
using Arena.Dashboard.Access;

namespace Arena.Dashboard;

/// <summary>
/// <c>PID.json</c> in the run directory: where this dashboard is and what opens it, for the command line. Only its owner may
/// read it.
/// </summary>
internal sealed class DashboardRunFile : IDisposable
{
    private readonly string _path;

    private DashboardRunFile(string path) => _path = path;

    /// <summary>Null when there is no run directory.</summary>
    public static DashboardRunFile? Write(DashboardHost host)
    {
        if (host.Settings.RunDirectory is not { } directory)
            return null;
        Directory.CreateDirectory(directory);
        SweepDead(directory);
        var path = Path.Combine(directory, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + ".json");
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new { Pid = Environment.ProcessId, Url = host.AddressOf(Listener.Frontend), ApiKey = host.Settings.QueryApiKey, Token = host.Settings.BrowserToken },
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

    // Those that were killed could not remove theirs.
    private static void SweepDead(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*.json"))
        {
            if (OperatingSystem.IsLinux() && int.TryParse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture, out var pid) && !Directory.Exists($"/proc/{pid}"))
                File.Delete(path);
        }
    }
}
