using System.Globalization;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Web.Flags;

/// <summary>Flags as pages say them.</summary>
internal static class FlagWords
{
    public static string Address(string name) => $"/flags/{Uri.EscapeDataString(name)}";

    /// <summary>Whether who looks may change one: else no form is offered.</summary>
    public static bool MaySet(HttpContext context) => Caller.Of(context).Role is Role.Operator or Role.Admin;

    public static string State(FlagRules rules) => rules.State?.ToString().ToLowerInvariant() ?? "";

    /// <summary>The colour beside the word.</summary>
    public static string Badge(FlagRules rules) => rules.State switch
    {
        FlagState.On => "running",
        FlagState.Conditional => "paused",
        _ => "completed",
    };

    /// <summary>For whom it is on.</summary>
    public static string Rollout(FlagRules rules) => rules.State switch
    {
        FlagState.On => "everybody",
        FlagState.Conditional => string.Join("; ", Conditions(rules)),
        _ => "nobody",
    };

    public static string Variants(FlagRules rules) => string.Join(
        ", ",
        (rules.Variants ?? []).Select(variant => string.Create(CultureInfo.InvariantCulture, $"{variant.Name} {variant.Percent:0.##} %")));

    private static IEnumerable<string> Conditions(FlagRules rules)
    {
        if (rules.Percent is { } percent)
            yield return string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %");
        if (rules.Include is { Count: > 0 } include)
            yield return $"with {string.Join(", ", include)}";
        if (rules.Exclude is { Count: > 0 } exclude)
            yield return $"without {string.Join(", ", exclude)}";
        if (rules.Environments is { Count: > 0 } environments)
            yield return $"in {string.Join(", ", environments)}";
        if (rules.From is { } from)
            yield return $"from {Moment(from)}";
        if (rules.Until is { } until)
            yield return $"until {Moment(until)}";
    }

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
