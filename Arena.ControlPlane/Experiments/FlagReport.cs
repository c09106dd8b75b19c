using Arena.ControlPlane.Flags;

namespace Arena.ControlPlane.Experiments;

/// <summary>How agents with each of a flag's variants did against the others.</summary>
/// <param name="Leagues">Of these the matches are, by their ids among their tenant's.</param>
/// <param name="Variants">The agents by variant, in the flag's order.</param>
/// <param name="Comparisons">Every two variants.</param>
internal sealed record FlagReport(
    FlagView Flag, IReadOnlyList<string> Leagues, IReadOnlyList<VariantAgents> Variants, IReadOnlyList<VariantComparison> Comparisons);

/// <param name="Agents">By name.</param>
internal sealed record VariantAgents(string Variant, IReadOnlyList<string> Agents);

/// <summary>What has become of a wish for a report.</summary>
internal abstract record ReportOutcome
{
    private ReportOutcome()
    {
    }

    public sealed record Made(FlagReport Report) : ReportOutcome;

    /// <summary>There is no such flag, or league.</summary>
    public sealed record NotFound(string Message) : ReportOutcome;

    /// <summary>The flag divides nobody.</summary>
    public sealed record Refused(string Message) : ReportOutcome;
}
