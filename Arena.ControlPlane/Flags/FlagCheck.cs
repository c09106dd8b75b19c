using System.Globalization;
using System.Text;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Flags;

/// <summary>What is wrong with a flag that somebody wants.</summary>
internal static class FlagCheck
{
    public const int MaxNames = 1_000;
    public const int MaxVariants = 16;

    // A hundred of them fit a message to a node.
    private const int MaxBytes = 16 * 1024;
    private const int MaxDescription = 500;
    private const int MaxEnvironments = 20;
    private const double Rounding = 1e-6;

    /// <summary>A sentence; null when nothing is wrong.</summary>
    public static string? FaultOf(string name, FlagRules rules)
    {
        if (!TenantName.IsValid(name))
            return $"name: '{Shown(name)}' is no name of a flag; wanted {TenantName.Wanted}";
        if (rules.State is not { } state || !Enum.IsDefined(state))
            return "state: found none; wanted on, off or conditional";
        return OfDescription(rules.Description) ?? OfPercent("percent", rules.Percent)
            ?? OfSubjects("include", rules.Include) ?? OfSubjects("exclude", rules.Exclude)
            ?? OfEnvironments(rules.Environments) ?? OfWindow(rules) ?? OfVariants(rules.Variants) ?? OfSize(rules);
    }

    private static string? OfSize(FlagRules rules)
    {
        var size = Encoding.UTF8.GetByteCount(rules.ToJson());
        return size <= MaxBytes ? null : $"rules: found {size} bytes of JSON; wanted at most {MaxBytes}";
    }

    private static string? OfDescription(string? text)
    {
        if (text is null)
            return null;
        if (text.Length > MaxDescription)
            return $"description: found {text.Length} characters; wanted at most {MaxDescription}";
        return text.Any(char.IsControl) ? "description: it has control characters in it; wanted one line of text" : null;
    }

    private static string? OfPercent(string field, double? percent) => percent is null or (>= 0 and <= 100)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{field}: found {percent}; wanted 0 to 100");

    private static string? OfSubjects(string field, IReadOnlyList<string>? names)
    {
        if (names is null)
            return null;
        if (names.Count > MaxNames)
            return $"{field}: found {names.Count} names; wanted at most {MaxNames}";
        return FirstWrong(names, FlagSubject.IsValid) is { } wrong ? $"{field}: found '{wrong}'; wanted {FlagSubject.Wanted}" : null;
    }

    private static string? OfEnvironments(IReadOnlyList<string>? names)
    {
        if (names is null)
            return null;
        if (names.Count > MaxEnvironments)
            return $"environments: found {names.Count}; wanted at most {MaxEnvironments}";
        return FirstWrong(names, name => TenantName.IsValid(name.ToLowerInvariant())) is { } wrong
            ? $"environments: found '{wrong}'; wanted a name such as production: {TenantName.Wanted}"
            : null;
    }

    private static string? OfWindow(FlagRules rules) => rules.From is { } from && rules.Until is { } until && from >= until
        ? $"from, until: it would begin at {from:u} and end before, at {until:u}; wanted the end after the beginning"
        : null;

    private static string? OfVariants(IReadOnlyList<FlagVariant>? variants)
    {
        if (variants is null)
            return null;
        if (variants.Count is < 2 or > MaxVariants)
            return $"variants: found {variants.Count}; wanted 2 to {MaxVariants}, or none";
        if (FirstWrong(variants.Select(variant => variant?.Name), TenantName.IsValid) is { } wrong)
            return $"variants: found the name '{wrong}'; wanted {TenantName.Wanted}";
        if (variants.GroupBy(variant => variant.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"variants: found '{twice.Key}' twice; wanted each once";
        if (variants.Select(v => OfPercent($"variants: {v.Name}", v.Percent)).FirstOrDefault(fault => fault is not null) is { } fault)
            return fault;
        var sum = variants.Sum(variant => variant.Percent);
        return Math.Abs(sum - 100) <= Rounding
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"variants: their percentages add up to {sum:0.######}; wanted 100");
    }

    // What JSON has may be null, whatever its type says.
    private static string? FirstWrong(IEnumerable<string?> names, Func<string, bool> isValid)
    {
        foreach (var name in names)
        {
            if (name is null || !isValid(name))
                return Shown(name ?? "null");
        }

        return null;
    }

    private static string Shown(string text)
    {
        const int most = 100;
        var line = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= most ? line : $"{line[..most]}…";
    }
}
