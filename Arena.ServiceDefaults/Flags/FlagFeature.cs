using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace Arena.ServiceDefaults.Flags;

/// <summary>A flag's rules in the words of Microsoft.FeatureManagement, which decides by them.</summary>
internal static class FlagFeature
{
    private const string AlwaysOn = "AlwaysOn";
    private const string TimeWindow = "Microsoft.TimeWindow";
    private const string Targeting = "Microsoft.Targeting";

    public static FeatureDefinition Of(string key, FlagRules rules) => new()
    {
        Name = key,
        Status = rules.State == FlagState.Off ? FeatureStatus.Disabled : FeatureStatus.Conditional,
        RequirementType = RequirementType.All,
        EnabledFor = rules.State == FlagState.Conditional ? [.. Conditions(rules)] : [new() { Name = AlwaysOn }],
        Variants = [.. (rules.Variants ?? []).Select(variant => new VariantDefinition { Name = variant.Name })],
        Allocation = rules.Variants is { } variants ? new Allocation { Percentile = Shares(variants) } : null,
    };

    private static IEnumerable<FeatureFilterConfiguration> Conditions(FlagRules rules)
    {
        yield return new() { Name = AlwaysOn }; // so that there is one
        if (rules.Environments is { } environments)
            yield return new() { Name = EnvironmentFilter.Name, ParametersObject = environments };
        if (rules.From is not null || rules.Until is not null)
        {
            var window = new TimeWindowFilterSettings { Start = rules.From, End = rules.Until };
            yield return new() { Name = TimeWindow, ParametersObject = window };
        }

        if (rules.Percent is not null || rules.Include is not null || rules.Exclude is not null)
            yield return new() { Name = Targeting, ParametersObject = new TargetingFilterSettings { Audience = AudienceOf(rules) } };
    }

    // Whoever is named may be asked for, or belong to whom is asked for.
    private static Audience AudienceOf(FlagRules rules) => new()
    {
        Users = [.. rules.Include ?? []],
        Groups = [.. (rules.Include ?? []).Select(name => new GroupRollout { Name = name, RolloutPercentage = 100 })],
        DefaultRolloutPercentage = rules.Percent ?? (rules.Include is null ? 100 : 0),
        Exclusion = new BasicAudience { Users = [.. rules.Exclude ?? []], Groups = [.. rules.Exclude ?? []] },
    };

    private static List<PercentileAllocation> Shares(IReadOnlyList<FlagVariant> variants)
    {
        var (shares, from) = (new List<PercentileAllocation>(), 0.0);
        foreach (var (index, variant) in variants.Index())
        {
            var to = index == variants.Count - 1 ? 100 : from + variant.Percent; // nobody falls out at the end
            shares.Add(new PercentileAllocation { Variant = variant.Name, From = from, To = to });
            from = to;
        }

        return shares;
    }
}
