using System.Globalization;
using Arena.ServiceDefaults.Flags;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Web.Flags;

/// <summary>
/// A flag's rules as somebody types them: lists have a name in each line, variants a name and a percentage. What the form does not have
/// (description, environments, times) stays as it is.
/// </summary>
internal sealed class FlagForm
{
    [FromForm(Name = "state")]
    public string? State { get; init; }

    [FromForm(Name = "percent")]
    public string? Percent { get; init; }

    [FromForm(Name = "include")]
    public string? Include { get; init; }

    [FromForm(Name = "exclude")]
    public string? Exclude { get; init; }

    [FromForm(Name = "variants")]
    public string? Variants { get; init; }

    [FromForm(Name = "why")]
    public string? Why { get; init; }

    /// <summary>Of what was on the page: a page that is behind changes nothing.</summary>
    [FromForm(Name = "version")]
    public long Version { get; init; }

    /// <summary>The rules; or a sentence that says what cannot be read, and null.</summary>
    public FlagRules? Over(FlagRules rules, out string fault)
    {
        fault = "";
        if (!Enum.TryParse<FlagState>(State, ignoreCase: true, out var state) || !Enum.IsDefined(state))
            fault = $"state: found '{State}'; wanted on, off or conditional";
        else if (NumberOf(Percent) is null && Lines(Percent).Any())
            fault = $"percent: found '{Percent}'; wanted a number from 0 to 100, or nothing";
        else if (Lines(Variants).FirstOrDefault(line => VariantOf(line) is null) is { } line)
            fault = $"variants: found '{line}'; wanted a name and a percentage, as 'blue 50'";
        return fault.Length > 0
            ? null
            : (rules with
            {
                State = state, Percent = NumberOf(Percent), Include = [.. Lines(Include)], Exclude = [.. Lines(Exclude)],
                Variants = [.. Lines(Variants).Select(line => VariantOf(line)!)],
            }).Normalize();
    }

    /// <summary>The variants as the form has them.</summary>
    public static string TextOf(IReadOnlyList<FlagVariant>? variants) => string.Join(
        '\n', (variants ?? []).Select(variant => string.Create(CultureInfo.InvariantCulture, $"{variant.Name} {variant.Percent}")));

    private static IEnumerable<string> Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FlagVariant? VariantOf(string line)
    {
        var text = line.TrimEnd('%', ' ');
        var space = text.LastIndexOf(' ');
        return space > 0 && NumberOf(text[(space + 1)..]) is { } percent ? new FlagVariant(text[..space].Trim(), percent) : null;
    }

    private static double? NumberOf(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
