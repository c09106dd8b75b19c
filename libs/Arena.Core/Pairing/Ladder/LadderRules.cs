namespace Arena.Core.Pairing.Ladder;

/// <summary>How a ladder is paired.</summary>
/// <param name="Encounters">Encounters in a round, m.</param>
/// <param name="LongestWait">The bound k: everybody plays at least once in any k rounds. At least ⌈n / m⌉.</param>
/// <param name="MatchesEach">Matches of an encounter.</param>
public sealed record LadderRules(int Encounters, int LongestWait, int MatchesEach = 1)
{
    /// <summary>Twice as long as it takes at least: room to let information decide.</summary>
    public static int DefaultWait(int agents, int encounters) => 2 * ((agents + encounters - 1) / encounters);
}
