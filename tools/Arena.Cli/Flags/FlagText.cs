using System.Globalization;
using Arena.Contracts.V1;

namespace Arena.Cli.Flags;

/// <summary>A flag's rules in a few words.</summary>
internal static class FlagText
{
    public static string State(FlagRules rules) => rules.State.ToString().ToLowerInvariant();

    public static string Whom(FlagRules rules)
    {
        var parts = new List<string>();
        if (rules.State == FlagState.Conditional)
            parts.AddRange(Conditions(rules));
        if (rules.Variants.Count > 0)
            parts.Add(string.Join(", ", rules.Variants.Select(variant => $"{variant.Name} {Number(variant.Percent)}%")));
        return string.Join("; ", parts);
    }

    private static IEnumerable<string> Conditions(FlagRules rules)
    {
        if (rules.HasPercent)
            yield return $"{Number(rules.Percent)}%";
        if (rules.Include.Count > 0)
            yield return string.Join(", ", rules.Include);
        if (rules.Exclude.Count > 0)
            yield return $"not {string.Join(", ", rules.Exclude)}";
        if (rules.Environments.Count > 0)
            yield return $"in {string.Join(", ", rules.Environments)}";
        if (rules.From is not null)
            yield return $"from {rules.From.ToDateTimeOffset():u}";
        if (rules.Until is not null)
            yield return $"until {rules.Until.ToDateTimeOffset():u}";
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
