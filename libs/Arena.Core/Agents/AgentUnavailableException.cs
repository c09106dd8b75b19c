namespace Arena.Core.Agents;

/// <summary>An agent could not be had here when its match was to start: nobody forfeits, the match is not played here.</summary>
/// <param name="passing">Whether it may come back by itself (a bot that left); otherwise it is not to be had here at all.</param>
public sealed class AgentUnavailableException(string message, bool passing) : Exception(message)
{
    /// <summary>Whether it may be different soon: then the match can be tried again as it is.</summary>
    public bool Passing => passing;
}
