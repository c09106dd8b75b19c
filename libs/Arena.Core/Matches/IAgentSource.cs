using Arena.Core.Agents;
using Arena.Core.Agents.Programs;

namespace Arena.Core.Matches;

/// <summary>Has agents of one kind of program, and seats them at matches.</summary>
public interface IAgentSource
{
    /// <summary>Whether agents of this kind come from here.</summary>
    bool Supplies(AgentProgram program);

    /// <summary>Makes the agent of a seat ready for a match.</summary>
    /// <exception cref="AgentUnavailableException">It is not to be had here.</exception>
    Task<ISeatedAgent> SeatAsync(MatchSpec spec, int seat, CancellationToken cancellationToken);
}
