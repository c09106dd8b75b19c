using Arena.Core.Games;

namespace Arena.Core.Agents;

/// <summary>
/// An agent whose choice is so quick that reading a clock would take longer: the referee times it by many moves at a time.
/// </summary>
internal interface IImmediateAgent : IAgent
{
    /// <summary>Its next action, as <see cref="IAgent.ChooseAsync"/> would have it.</summary>
    int Choose(GameState state, int seat);
}
