namespace Arena.Core.Games;

/// <summary>The state of a game in which all seats choose at once, turn after turn: what was chosen in each.</summary>
public interface IRounds
{
    /// <summary>The seat's action in a past turn, as it took effect.</summary>
    /// <param name="seat">A seat, from 0.</param>
    /// <param name="turn">From 0 to <see cref="GameState.Moves"/>, exclusive.</param>
    /// <exception cref="IndexOutOfRangeException">The turn has not been.</exception>
    int Past(int seat, int turn);
}
