namespace Arena.Core.Pairing.Swiss;

/// <summary>Who moves first; in chess, white and black.</summary>
public enum Seat : byte
{
    /// <summary>Neither seat: the round was not played.</summary>
    None,

    /// <summary>The seat that moves first.</summary>
    First,

    /// <summary>The other seat.</summary>
    Second,
}
