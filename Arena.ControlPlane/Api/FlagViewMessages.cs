using Arena.Contracts.V1;
using Arena.ControlPlane.Experiments;
using Arena.ControlPlane.Flags;
using Arena.ServiceDefaults.Flags;
using FlagReport = Arena.ControlPlane.Experiments.FlagReport;

namespace Arena.ControlPlane.Api;

/// <summary>Flags and reports of them as a tenant sees them, from domain to wire.</summary>
internal static class FlagViewMessages
{
    public static Flag ToMessage(FlagView view)
    {
        var message = view.Set is { } set
            ? FlagMessages.ToMessage(set)
            : new Flag { Name = view.Name, Tenant = view.Tenant, Rules = FlagMessages.ToMessage(view.Rules) };
        message.IsBuiltIn = view.Known is not null;
        message.ReadBy = view.ReadBy ?? "";
        return message;
    }

    public static Contracts.V1.FlagReport ToMessage(FlagReport report) => new()
    {
        Flag = ToMessage(report.Flag),
        LeagueIds = { report.Leagues },
        Variants = { report.Variants.Select(v => new FlagVariantAgents { Variant = v.Variant, Agents = { v.Agents } }) },
        Comparisons = { report.Comparisons.Select(ToMessage) },
    };

    private static FlagComparison ToMessage(VariantComparison comparison)
    {
        var message = new FlagComparison
        {
            First = comparison.First,
            Second = comparison.Second,
            Matches = comparison.Matches,
            Wins = comparison.Wins,
            Draws = comparison.Draws,
            Losses = comparison.Losses,
            Verdict = comparison.Verdict,
        };
        if (comparison.Score is { } score)
            message.Score = score;
        if (comparison.Difference is { } difference)
            (message.Elo, message.EloLow, message.EloHigh) = difference;
        return message;
    }
}
