namespace Arena.Core.Leagues.Formats;

/// <summary>Two neighbouring places of a knockout's bracket, and what has come of them so far. Agents are their indexes.</summary>
/// <param name="Upper">Who has the upper place; null while nobody has got there.</param>
/// <param name="Lower">Who has the lower one; null also beside a bye.</param>
/// <param name="Winner">Who goes on; null while that is open.</param>
public sealed record BracketEncounter(int? Upper, int? Lower, int? Winner)
{
    /// <summary>Whether the upper one goes on without playing.</summary>
    public bool IsBye { get; internal init; }

    /// <summary>The number of its first match; null for a bye, and while the round is not paired.</summary>
    public int? FirstMatch { get; internal init; }

    /// <summary>How many of its matches have a result.</summary>
    public int Played { get; internal init; }

    /// <summary>The upper one's points; a win is 1, a draw ½.</summary>
    public double UpperPoints { get; internal init; }

    /// <summary>The lower one's.</summary>
    public double LowerPoints { get; internal init; }
}
