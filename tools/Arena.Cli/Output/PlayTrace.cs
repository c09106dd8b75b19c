using System.Diagnostics;

namespace Arena.Cli.Output;

/// <summary>The root span of a play; every service continues its trace.</summary>
internal sealed class PlayTrace : IDisposable
{
    private readonly Activity _activity = new Activity("arena play").SetIdFormat(ActivityIdFormat.W3C).Start();

    public PlayTrace() => _activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;

    public void Dispose() => _activity.Dispose();
}
