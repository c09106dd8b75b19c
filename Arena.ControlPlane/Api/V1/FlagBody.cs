using System.Text.Json.Serialization;
using Arena.ControlPlane.Api.Conditions;
using Arena.ControlPlane.Experiments;
using Arena.ControlPlane.Flags;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A flag.</summary>
/// <param name="Version">0 while nobody of the tenant has set it.</param>
/// <param name="BuiltIn">One of those that every system has.</param>
/// <param name="ReadBy">What goes by it; null where what it is to switch is not there yet.</param>
/// <param name="At">Since when it is so; null while nobody has set it.</param>
internal sealed record FlagBody(
    string Name, string Tenant, long Version, FlagRules Rules, bool BuiltIn, string? ReadBy, DateTimeOffset? At, string? Who, string? Why)
    : ITagged
{
    [JsonIgnore]
    public string Tag => VersionTag.Of(Version, Rules.ToJson());

    public static FlagBody Of(FlagView flag) => new(
        flag.Name, flag.Tenant, flag.Version, flag.Rules, flag.Known is not null, flag.ReadBy, flag.Set?.At, flag.Set?.Who, flag.Set?.Why);
}

/// <summary>What a flag is for somebody.</summary>
internal sealed record FlagEvaluationBody(bool On, string? Variant);

/// <summary>How agents with each of a flag's variants did against the others.</summary>
/// <param name="Leagues">Of these the matches are.</param>
internal sealed record FlagReportBody(
    FlagBody Flag, IReadOnlyList<string> Leagues, IReadOnlyList<VariantBody> Variants, IReadOnlyList<ComparisonBody> Comparisons)
{
    public static FlagReportBody Of(FlagReport report) => new(
        FlagBody.Of(report.Flag), report.Leagues, [.. report.Variants.Select(v => new VariantBody(v.Variant, v.Agents))],
        [.. report.Comparisons.Select(ComparisonBody.Of)]);
}

/// <summary>Who has a variant.</summary>
internal sealed record VariantBody(string Variant, IReadOnlyList<string> Agents);

/// <summary>Matches between agents of two variants, from the first one's side.</summary>
/// <param name="Score">Points by matches; null without any.</param>
/// <param name="Elo">The difference in Elo, in the middle of its 95 % interval; null while there are too few matches for one.</param>
/// <param name="Verdict">What can be said of it.</param>
internal sealed record ComparisonBody(
    string First, string Second, long Matches, long Wins, long Draws, long Losses, double? Score, double? Elo, double? EloLow,
    double? EloHigh, string Verdict)
{
    public static ComparisonBody Of(VariantComparison c) => new(
        c.First, c.Second, c.Matches, c.Wins, c.Draws, c.Losses, c.Score, c.Difference?.Elo, c.Difference?.Low, c.Difference?.High,
        c.Verdict);
}
