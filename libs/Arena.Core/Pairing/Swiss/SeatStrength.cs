namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// How much a seat is due. Absolute: the difference is over one, or the last two games were in the same seat. Strong: the
/// difference is one. Mild: none, and the seat alternates.
/// </summary>
internal enum SeatStrength : byte
{
    None,
    Mild,
    Strong,
    Absolute,
}
