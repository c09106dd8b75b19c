namespace Arena.Core.Agents;

/// <summary>An agent that tells what it thinks of its position.</summary>
public interface ISearchingAgent : IAgent
{
    /// <summary>Of the last move that it chose; null when it said nothing.</summary>
    SearchSummary? LastSearch { get; }
}
