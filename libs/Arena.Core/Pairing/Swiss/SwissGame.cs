namespace Arena.Core.Pairing.Swiss;

/// <summary>What one player did in one round.</summary>
/// <param name="Opponent">The opponent's pairing number from 0, or -1 when the round was not played.</param>
/// <param name="Seat">The seat; of two games with seats swapped, that of the first.</param>
/// <param name="Points">Points made, in half points.</param>
public readonly record struct SwissGame(int Opponent, Seat Seat, int Points)
{
    /// <summary>Whether there was an opponent: byes and rounds sat out have none.</summary>
    public bool Played => Opponent >= 0;
}
