namespace Arena.Core.Leagues.Document;

/// <summary>Something wrong in a league document.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.agents[3].strategy</c>.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record LeagueFault(string Path, string Message)
{
    /// <summary>Path and message, as a line of a report.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
