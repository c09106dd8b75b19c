using System.Globalization;
using Arena.Core.Agents;

namespace Arena.Engines.Protocols;

/// <summary>Reads "info depth 12 score cp 34 …".</summary>
internal static class UciInfo
{
    /// <summary>Null when the line tells no score.</summary>
    public static SearchSummary? Parse(string line)
    {
        var tokens = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var score = Array.IndexOf(tokens, "score");
        if (score < 0 || score + 2 >= tokens.Length || !Number(tokens[score + 2], out var value)) return null;
        var depth = Array.IndexOf(tokens, "depth");
        var plies = depth >= 0 && depth + 1 < tokens.Length && Number(tokens[depth + 1], out var d) ? d : 0;
        return tokens[score + 1] switch
        {
            "cp" => new(value, null, plies),
            "mate" => new(null, value, plies),
            _ => null,
        };
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
