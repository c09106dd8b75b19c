using Arena.Core.Pairing.Ladder;

namespace Arena.Core.Leagues.Formats;

/// <summary>
/// A ladder: in each round the encounters that make the ratings most certain, with a bound on how long anybody waits. See
/// <see cref="Matchmaker"/>. The first match's first seat is that of whoever had it less often so far, or else comes first in
/// the document.
/// </summary>
internal sealed class LadderTournament : ITournament
{
    private readonly Encounters _encounters;
    private readonly LadderRules _rules;
    private readonly int _agents, _perRound;

    public LadderTournament(LeagueDefinition league)
    {
        _encounters = new Encounters(league, LeagueFormat.Ladder);
        _agents = league.Agents.Length;
        Rounds = league.Rounds;
        var each = league.MatchesPerRound;
        _rules = new(each, LadderRules.DefaultWait(_agents, each), _encounters.Matches);
        _perRound = checked(each * _encounters.Matches);
    }

    public int Rounds { get; }

    public int Count => checked(_perRound * Rounds);

    public int CountBefore(int round) => checked(_perRound * round);

    public IReadOnlyList<ScheduledMatch> Pair(int round, IReadOnlyList<PlayedMatch> earlier)
    {
        var counts = new PairCounts(_agents);
        var waits = new int[_agents];
        var firsts = new int[_agents];
        for (var before = 0; before < round; before++)
        {
            for (var agent = 0; agent < _agents; agent++) waits[agent]++;
            foreach (var met in _encounters.Of(this, before, earlier))
            {
                var games = _encounters.Matches;
                // What both forfeited is half a point each: it tells nothing of who is better.
                counts.Add(met.First, met.Second, games, games / 2.0 + (met.FirstPoints - met.SecondPoints) / 4.0);
                waits[met.First] = waits[met.Second] = 0;
                firsts[met.First]++;
            }
        }

        var pairs = Matchmaker.Pair(LadderPosterior.Of(counts), waits, _rules);
        return _encounters.Expand(CountBefore(round), round, [.. pairs.Select(Seats)]);

        (int First, int Second) Seats((int First, int Second) pair)
        {
            var (one, other) = (Math.Min(pair.First, pair.Second), Math.Max(pair.First, pair.Second));
            return firsts[one] <= firsts[other] ? (one, other) : (other, one);
        }
    }
}
