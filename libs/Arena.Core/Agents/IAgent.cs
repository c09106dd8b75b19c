using Arena.Core.Games;

namespace Arena.Core.Agents;

/// <summary>Someone who plays: a strategy in this process, or the near end of an engine, a bot or a person elsewhere.</summary>
public interface IAgent
{
    /// <summary>A match begins. Most agents need no more than the positions that they are asked about.</summary>
    void Attend(IMatchView match)
    {
    }

    /// <summary>The agent's next action at <paramref name="seat"/>.</summary>
    /// <param name="state">The position. It is the referee's: read it, copy it, never change it.</param>
    /// <param name="seat">Which seat is asked.</param>
    /// <param name="cancellationToken">Cancelled when the answer is no longer wanted: time is up, or the match is called off.</param>
    /// <returns>
    /// An action. Answering at once (a completed task) is the fast path; it is charged to the clock like any other.
    /// </returns>
    ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken);
}
