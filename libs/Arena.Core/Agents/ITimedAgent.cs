namespace Arena.Core.Agents;

/// <summary>
/// An agent that knows better than its referee how long it has thought: from when it was asked, which may be later than when the referee
/// wanted it to be, to when its answer came, which may be earlier than when the referee heard of it.
/// </summary>
public interface ITimedAgent : IAgent
{
    /// <summary>How long it has been thinking about its last move; zero until it is asked, and no longer once it has answered.</summary>
    TimeSpan TimeTaken { get; }
}
