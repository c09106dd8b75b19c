namespace Arena.Core.Matches;

/// <summary>What a match was for one seat.</summary>
public enum Outcome : byte
{
    /// <summary>Another seat has won.</summary>
    Loss,

    /// <summary>Nobody has won.</summary>
    Draw,

    /// <summary>The seat has won.</summary>
    Win,
}
