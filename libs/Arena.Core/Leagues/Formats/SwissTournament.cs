using Arena.Core.Pairing.Swiss;
using Arena.Core.Primitives;

namespace Arena.Core.Leagues.Formats;

/// <summary>
/// A Swiss tournament, paired by the <see cref="DutchSystem"/>. Pairing numbers are the order of the document. An encounter's
/// points are those of its matches; a bye is worth as much as winning all of them.
/// </summary>
internal sealed class SwissTournament : ITournament
{
    private readonly Encounters _encounters;
    private readonly int _agents, _perRound;
    private readonly SwissRules _rules;

    public SwissTournament(LeagueDefinition league)
    {
        _encounters = new Encounters(league, LeagueFormat.Swiss);
        _agents = league.Agents.Length;
        _perRound = checked(_agents / 2 * _encounters.Matches);
        var lot = new Dice(_encounters.Seed.Derive("lot")).Chance(0.5);
        _rules = new(league.Rounds, _encounters.PointsForWin, _encounters.SeatsMatter, lot ? Seat.First : Seat.Second);
    }

    public int Rounds => _rules.Rounds;

    /// <summary>What an encounter, and a bye, is worth in half points.</summary>
    public int PointsForWin => _rules.PointsForWin;

    public int Count => checked(_perRound * Rounds);

    public int CountBefore(int round) => checked(_perRound * round);

    public IReadOnlyList<ScheduledMatch> Pair(int round, IReadOnlyList<PlayedMatch> earlier)
    {
        var pairings = DutchSystem.Pair(Games(round, earlier), _rules);
        return _encounters.Expand(CountBefore(round), round, pairings.Pairs);
    }

    /// <summary>What each agent did in the rounds before this one, which are complete.</summary>
    public IReadOnlyList<SwissGame>[] Games(int rounds, IReadOnlyList<PlayedMatch> played)
    {
        var games = Enumerable.Range(0, _agents).Select(_ => new List<SwissGame>(rounds)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var met in _encounters.Of(this, round, played))
            {
                games[met.First].Add(new(met.Second, Seat.First, met.FirstPoints));
                games[met.Second].Add(new(met.First, Seat.Second, met.SecondPoints));
            }

            foreach (var resting in games.Where(g => g.Count == round)) resting.Add(new(-1, Seat.None, _rules.PointsForWin));
        }

        return games;
    }
}
