using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Arena.Cli;

internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON value and nothing else on standard output." };

    public static Option<bool> Csv() => new("--csv") { Description = "Print comma-separated values and nothing else on standard output." };

    /// <summary>More than one of these is a usage error.</summary>
    public static void OnlyOne(Command command, params Option[] options) => command.Validators.Add(result =>
    {
        string[] given = [.. options.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
        if (given.Length > 1)
            result.AddError($"{string.Join(" and ", given)} exclude each other");
    });

    public static Option<string?> Endpoint() => new("--endpoint")
    {
        Description = "The control plane's gRPC address. Default: ARENA_ENDPOINT, else the newest system running in this checkout.",
        HelpName = "URL",
    };

    /// <summary>Reads a whole number within bounds; anything else is a usage error that names them.</summary>
    public static Func<ArgumentResult, T> Number<T>(string option, T min, T max)
        where T : IBinaryInteger<T>, IMinMaxValue<T> => result =>
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        result.AddError($"{option} is '{text}'; wanted a whole number from {min} to {max}");
        return min;
    };

    /// <summary>Reads a number within bounds; anything else is a usage error that names them.</summary>
    public static Func<ArgumentResult, double> Real(string option, double min, double max, bool open = false) => result =>
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (open ? number > min && number < max : number >= min && number <= max))
            return number;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option} is '{text}'; wanted a number {(open ? "between" : "from")} {min} {(open ? "and" : "to")} {max}"));
        return min;
    };
}
