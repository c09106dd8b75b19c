namespace Arena.Core.Pgn;

/// <summary>How a game ended.</summary>
public enum PgnOutcome
{
    /// <summary>Not, or nobody knows: <c>*</c>, no result at all, or a text that is none.</summary>
    Unknown,
    WhiteWins,
    Draw,
    BlackWins,
}
