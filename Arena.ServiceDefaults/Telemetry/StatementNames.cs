using System.Text.RegularExpressions;

namespace Arena.ServiceDefaults.Telemetry;

/// <summary>
/// Names a statement's span by what it does and to what, such as <c>select leagues</c>, instead of by the database's name.
/// </summary>
public static partial class StatementNames
{
    private const int MaxLooked = 2_000;

    /// <summary>Null when there is no word to begin with.</summary>
    public static string? NameOf(string statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var looked = statement.Length <= MaxLooked ? statement : statement[..MaxLooked];
        var verb = Verb().Match(looked);
        if (!verb.Success)
            return null;
        var operation = verb.Groups[1].Value.ToLowerInvariant();
        var target = Target().Match(looked, verb.Index);
        return target.Success ? $"{operation} {target.Groups[1].Value}" : operation;
    }

    // Comments may come first.
    [GeneratedRegex(@"\A(?:\s|--[^\n]*\n|/\*.*?\*/)*([A-Za-z]+)", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Verb();

    [GeneratedRegex(
        @"\b(?:from|into|update|table|call|join)\s+(?:only\s+|if\s+(?:not\s+)?exists\s+)?([A-Za-z_][\w.]*)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Target();
}
