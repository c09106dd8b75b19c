using System.Diagnostics;
using System.Globalization;

namespace Arena.Dashboard;

/// <summary>Ends the dashboard with the process that started it, when that one says who it is.</summary>
internal sealed class ParentWatch : IDisposable
{
    private const string Variable = "ARENA_PARENT_PID";

    private readonly Process _parent;

    private ParentWatch(Process parent) => _parent = parent;

    public static ParentWatch? Start(IHostApplicationLifetime lifetime)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var pid))
            return null;
        try
        {
            var parent = Process.GetProcessById(pid);
            parent.EnableRaisingEvents = true;
            parent.Exited += (_, _) => lifetime.StopApplication();
            return new ParentWatch(parent);
        }
        catch (ArgumentException)
        {
            // It is gone already.
            lifetime.StopApplication();
            return null;
        }
    }

    public void Dispose() => _parent.Dispose();
}
