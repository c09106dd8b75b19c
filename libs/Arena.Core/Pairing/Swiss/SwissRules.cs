namespace Arena.Core.Pairing.Swiss;

/// <summary>What the pairing needs to know of the event.</summary>
/// <param name="Rounds">Rounds in all.</param>
/// <param name="PointsForWin">What a won pairing, and a bye, is worth, in half points: 2 for one game, 4 for two.</param>
/// <param name="SeatsMatter">
/// Whether the seat criteria hold. They do not when each pairing is played from both seats: then only the order alternates.
/// </param>
/// <param name="InitialSeat">The seat of the first player in the first round, which is drawn by lot.</param>
public sealed record SwissRules(int Rounds, int PointsForWin, bool SeatsMatter, Seat InitialSeat);
