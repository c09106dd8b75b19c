using System.Text.RegularExpressions;

namespace Arena.AppHost.Runs;

/// <summary>
/// What a resource printed, for people: without times, colours, headers of log entries, and what the orchestrator says itself.
/// </summary>
internal static partial class ResourceLines
{
    // What Aspire and its orchestrator put into a resource's log.
    private static readonly string[] _orchestrators =
        ["[sys]", "No custom certificate authorities", "Waiting for resource", "Finished waiting"];

    public static async Task<IReadOnlyList<string>> LastAsync(
        ResourceLoggerService logs, string resourceId, int count, CancellationToken cancellationToken)
    {
        var lines = new List<LogLine>();
        await foreach (var batch in logs.GetAllAsync(resourceId).WithCancellation(cancellationToken))
            lines.AddRange(batch);
        return [.. lines.OrderBy(l => l.LineNumber).Select(l => Clean(l.Content)).Where(text => text.Length > 0).TakeLast(count)];
    }

    /// <summary>Empty when nothing of it is for people.</summary>
    public static string Clean(string line)
    {
        var text = Time().Replace(Colour().Replace(line, ""), "").Trim();
        return Array.Exists(_orchestrators, text.StartsWith) || Header().IsMatch(text) ? "" : text;
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+ ")]
    private static partial Regex Time();

    [GeneratedRegex(@"^(trce|dbug|info|warn|fail|crit): \S+\[\d+\]$")]
    private static partial Regex Header();
}
