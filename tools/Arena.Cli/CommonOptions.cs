using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Arena.Cli.Output;
using Arena.Core.Primitives;

namespace Arena.Cli;

/// <summary>Options that several commands take, and how options' values are read: what does not fit is a usage error.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json")
    {
        Description = "Print one JSON value and nothing else on standard output.",
    };

    /// <summary><c>--why</c>: what the audit trail says beside the change.</summary>
    public static Option<string?> Why() => new("--why") { Description = "The reason, for the audit trail.", HelpName = "TEXT" };

    public static Option<bool> Csv() => new("--csv")
    {
        Description = "Print comma-separated values and nothing else on standard output.",
    };

    /// <summary>What two such options ask for together; JSON where both are given.</summary>
    public static OutputFormat Format(ParseResult parsed, Option<bool> csv, Option<bool> json)
    {
        if (parsed.GetValue(json))
            return OutputFormat.Json;
        return parsed.GetValue(csv) ? OutputFormat.Csv : OutputFormat.Text;
    }

    /// <summary>More than one of these is a usage error.</summary>
    public static void OnlyOne(Command command, params Option[] options) => command.Validators.Add(result =>
    {
        string[] given = [.. options.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
        if (given.Length > 1)
            result.AddError($"{string.Join(" and ", given)} exclude each other");
    });

    /// <summary>Reads a whole number within bounds; anything else is a usage error that names them.</summary>
    public static Func<ArgumentResult, T> Number<T>(string option, T min, T max)
        where T : IBinaryInteger<T>, IMinMaxValue<T> => result =>
    {
        var text = OneToken(result);
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max)
            return number;
        result.AddError($"{option} is '{text}'; wanted a whole number from {min} to {max}");
        return min;
    };

    /// <summary>Reads a number within bounds, which are themselves allowed unless they are open.</summary>
    /// <param name="option">Its name.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    /// <param name="open">Whether they are not allowed themselves.</param>
    /// <param name="or">A word that whoever calls this takes instead.</param>
    public static Func<ArgumentResult, double> Real(
        string option, double min, double max, bool open = false, string? or = null) => result =>
    {
        var text = OneToken(result);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsWithin(number))
            return number;
        var wanted = string.Create(
            CultureInfo.InvariantCulture, $"a number {(open ? "between" : "from")} {min} {(open ? "and" : "to")} {max}");
        result.AddError($"{option} is '{text}'; wanted {wanted}{(or is null ? "" : $", or {or}")}");
        return min;

        bool IsWithin(double value) => open ? value > min && value < max : value >= min && value <= max;
    };

    /// <summary>Reads one of some words; capitals do not matter.</summary>
    public static Func<ArgumentResult, T?> OneOf<T>(string option, params (string Word, T Value)[] choices) => result =>
    {
        var text = OneToken(result);
        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        var found = string.Join(' ', result.Tokens.Select(token => token.Value));
        string[] words = [.. choices.Select(choice => choice.Word)];
        var meant = NearMiss.Closest(found, words) is { } near ? $"; did you mean '{near}'?" : "";
        result.AddError($"{option} is '{found}'; wanted {string.Join(", ", words[..^1])} or {words[^1]}{meant}");
        return default;
    };

    private static string OneToken(ArgumentResult result) => result.Tokens is [var token] ? token.Value : "";
}
