using System.Numerics;
using Arena.Core.Leagues.Formats;

namespace Arena.Core.Leagues.Openings;

/// <summary>
/// The meetings of a league: a match, or the two of a pair with seats swapped, which share seed and opening. Meetings take the
/// openings in turn. In a round robin no pair gets one again before it has had them all: where the number of pairs and of openings
/// have a common divisor, the turn moves on by one whenever it would come round to the same ones.
/// </summary>
internal static class Meetings
{
    /// <summary>Meetings in the whole league; may be far more than are allowed.</summary>
    public static Int128 CountOf(LeagueDefinition league) => league.Format == LeagueFormat.RoundRobin
        ? (Int128)league.Repetitions * PerRepetition(league)
        : LeagueFormat.CountOf(league) / Legs(league);

    /// <summary>Which of the league's openings a match has.</summary>
    public static int OpeningOf(LeagueDefinition league, int match)
    {
        var (openings, meeting) = (league.Openings.Length, Of(league, match));
        if (league.Format != LeagueFormat.RoundRobin) return (int)(meeting % openings);
        var divisor = (long)BigInteger.GreatestCommonDivisor(PerRepetition(league), openings);
        var rounds = meeting / PerRepetition(league) * divisor / openings % divisor;
        return (int)((meeting + rounds) % openings);
    }

    /// <summary>The number of a match's meeting, from 0.</summary>
    public static long Of(LeagueDefinition league, int match)
    {
        var legs = Legs(league);
        if (league.Format != LeagueFormat.RoundRobin) return match / legs;
        var each = PerRepetition(league);
        var selves = league.SelfPlay ? league.Agents.Length : 0;
        var paired = (each - selves) * legs;
        var (repetition, rest) = Math.DivRem(match, paired + selves);
        return repetition * each + (rest < paired ? rest / legs : each - selves + rest - paired);
    }

    private static int Legs(LeagueDefinition league) => league.SwapSeats ? 2 : 1;

    private static long PerRepetition(LeagueDefinition league) =>
        (long)league.Agents.Length * (league.Agents.Length - 1) / 2 + (league.SelfPlay ? league.Agents.Length : 0);
}
