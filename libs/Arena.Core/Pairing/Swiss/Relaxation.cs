namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// What was given up because the absolute criteria leave no complete pairing, which small fields come to in late rounds
/// (FIDE leaves it to the arbiter): first seats, then second byes, then, as few as can be, rematches.
/// </summary>
internal enum Relaxation
{
    None,
    Seats,
    Byes,
    Rematches,
}
