namespace Arena.Cli.Output;

/// <summary>Fields of comma-separated values (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>In quotes where it has a comma, a quote or a line end.</summary>
    public static string Quoted(string name) =>
        name.AsSpan().IndexOfAny(",\"\n\r") < 0 ? name : $"\"{name.Replace("\"", "\"\"")}\"";

    /// <summary>Flags as one word each.</summary>
    public static string Words(IEnumerable<string> flags) => string.Join(' ', flags.Select(flag => flag.Replace(' ', '-')));
}
