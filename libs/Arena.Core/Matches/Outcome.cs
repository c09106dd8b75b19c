namespace Arena.Core.Matches;

/// <summary>What a match was for one seat.</summary>
public enum Outcome : byte
{
    Loss,
    Draw,
    Win,
}
