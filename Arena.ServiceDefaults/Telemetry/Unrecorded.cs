using System.Diagnostics;
using OpenTelemetry;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps spans that nobody would look for from the exporters: those of probes and scrapers with all below them, which come every few
/// seconds and would push out the others, and statements that belong to no trace, such as polling. What failed is kept.
/// </summary>
internal sealed class Unrecorded : BaseProcessor<Activity>
{
    private const string Marked = "arena.unrecorded";
    private const string Database = "Npgsql";

    public static void Mark(Activity activity) => activity.SetCustomProperty(Marked, Marked);

    public override void OnStart(Activity data)
    {
        if (data.Parent?.GetCustomProperty(Marked) is not null)
            Mark(data);
    }

    public override void OnEnd(Activity data)
    {
        if (data.Status != ActivityStatusCode.Error && (data.GetCustomProperty(Marked) is not null || IsLoneStatement(data)))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static bool IsLoneStatement(Activity data) => data.Source.Name == Database && data.ParentSpanId == default;
}
