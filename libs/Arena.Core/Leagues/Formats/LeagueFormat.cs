using System.Collections.Immutable;

namespace Arena.Core.Leagues.Formats;

/// <summary>The formats by name, as league documents have them.</summary>
public static class LeagueFormat
{
    /// <summary>Everybody against everybody.</summary>
    public const string RoundRobin = Formats.RoundRobin.Name;

    /// <summary>The first few agents against all others.</summary>
    public const string Gauntlet = "gauntlet";

    /// <summary>Rounds between those who have as many points.</summary>
    public const string Swiss = "swiss";

    /// <summary>Whoever loses is out.</summary>
    public const string Knockout = "knockout";

    /// <summary>Rounds of the encounters that make the ratings most certain.</summary>
    public const string Ladder = "ladder";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Names { get; } = [RoundRobin, Gauntlet, Swiss, Knockout, Ladder];

    /// <summary>The tournament of a league.</summary>
    internal static ITournament TournamentOf(LeagueDefinition league)
    {
        ArgumentNullException.ThrowIfNull(league);
        return league.Format switch
        {
            Gauntlet => new GauntletTournament(league),
            Swiss => new SwissTournament(league),
            Knockout => new KnockoutTournament(league),
            Ladder => new LadderTournament(league),
            _ => new RoundRobinTournament(league),
        };
    }

    /// <summary>Matches that a league has; may be far more than are allowed.</summary>
    internal static Int128 CountOf(LeagueDefinition league)
    {
        ArgumentNullException.ThrowIfNull(league);
        Int128 agents = league.Agents.Length;
        Int128 matches = (league.SwapSeats ? 2 : 1) * (Int128)league.Repetitions;
        return league.Format switch
        {
            Gauntlet => league.Seeds * (agents - league.Seeds) * matches,
            Swiss => league.Rounds * (agents / 2) * matches,
            Knockout => (agents - 1) * matches,
            Ladder => (Int128)league.Rounds * league.MatchesPerRound * matches,
            _ => Formats.RoundRobin.CountOf(league.Agents.Length, league.Repetitions, league.SwapSeats, league.SelfPlay),
        };
    }

    /// <summary>⌈log₂ n⌉ rounds leave one winner of all; two more make the places behind it worth something.</summary>
    public static int SwissRounds(int agents)
    {
        var rounds = 2;
        for (var reached = 1; reached < agents; reached *= 2) rounds++;
        return Math.Min(rounds, MostSwissRounds(agents));
    }

    /// <summary>As many as there are without meeting anybody again.</summary>
    public static int MostSwissRounds(int agents) => agents % 2 == 0 ? agents - 1 : agents;
}
