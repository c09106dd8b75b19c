namespace Arena.Core.Pairing.Swiss;

/// <summary>Who moves first; in chess, white and black.</summary>
public enum Seat : byte
{
    None,
    First,
    Second,
}
