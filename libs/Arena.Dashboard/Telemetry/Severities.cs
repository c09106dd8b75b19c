namespace Arena.Dashboard.Telemetry;

/// <summary>OTLP's 24 severities in the six groups that people know.</summary>
internal static class Severities
{
    private const int PerGroup = 4;

    public static IReadOnlyList<string> Names { get; } = ["trace", "debug", "information", "warning", "error", "critical"];

    /// <summary>The group of an OTLP number; empty for none.</summary>
    public static string NameOf(int number) => number is < 1 or > 24 ? "" : Names[(number - 1) / PerGroup];

    /// <summary>The lowest OTLP number of a group; null for a name that is none.</summary>
    public static int? NumberOf(string name)
    {
        var group = name.ToLowerInvariant() switch
        {
            "info" => "information",
            "warn" => "warning",
            "fatal" => "critical",
            var other => other,
        };
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == group)
                return (i * PerGroup) + 1;
        }

        return null;
    }
}
