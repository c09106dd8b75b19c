namespace Arena.Core.Pgn;

/// <summary>How a game ended.</summary>
public enum PgnOutcome
{
    /// <summary>Not, or nobody knows: <c>*</c>, no result at all, or a text that is none.</summary>
    Unknown,

    /// <summary>1-0.</summary>
    WhiteWins,

    /// <summary>1/2-1/2.</summary>
    Draw,

    /// <summary>0-1.</summary>
    BlackWins,
}
