using Arena.Core.Leagues.Formats;

namespace Arena.Core.Leagues.Standings;

/// <summary>A point of a league's schedule after which its ratings are kept.</summary>
/// <param name="Number">The round that ends there, from 1.</param>
/// <param name="Matches">The matches up to there; their numbers are those below this.</param>
public readonly record struct RatingRound(int Number, int Matches);

/// <summary>
/// The rounds after which a league's joint ratings are kept: a function of its document. A round robin and a gauntlet are paired
/// at once; their rounds are the turns in which everybody plays once. Of more rounds than are kept it is every second, third, …
/// and the last.
/// </summary>
public static class RatingRounds
{
    private const int Most = 100;
    private const int Fewest = 16;          // every round of a Swiss tournament or a knockout of thousands
    private const int Budget = 250_000;     // a fit costs as the agents' square at least: so many agents squared in all

    /// <summary>How many rounds are kept at most.</summary>
    internal static int MostOf(int agents) => (int)Math.Clamp(Budget / Math.Max(1, (long)agents * agents), Fewest, Most);

    /// <summary>By rising number; the last one ends the league.</summary>
    public static IReadOnlyList<RatingRound> Of(LeagueDefinition league)
    {
        ArgumentNullException.ThrowIfNull(league);
        var tournament = LeagueFormat.TournamentOf(league);
        var (rounds, countBefore) = tournament switch
        {
            RoundRobinTournament roundRobin => (roundRobin.Turns, roundRobin.CountBeforeTurn),
            GauntletTournament gauntlet => (gauntlet.Turns, gauntlet.CountBeforeTurn),
            _ => (tournament.Rounds, (Func<int, int>)tournament.CountBefore),
        };
        var most = MostOf(league.Agents.Length);
        var stride = (rounds + most - 1) / most;
        var kept = new List<RatingRound>(most);
        for (var round = stride; round < rounds; round += stride) kept.Add(new(round, countBefore(round)));
        kept.Add(new(rounds, tournament.Count));
        return kept;
    }
}
