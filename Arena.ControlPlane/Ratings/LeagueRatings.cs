using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Standings;

namespace Arena.ControlPlane.Ratings;

/// <summary>How far a league's ratings have been followed along its schedule. One owner at a time.</summary>
internal sealed class LeagueRatings
{
    private const int Chunk = 10_000;

    private readonly LeagueState _league;
    private readonly int _lastKept;
    private readonly IReadOnlyList<RatingRound> _rounds;
    private readonly RatingCourse _course;
    private int _taken;
    private int _completed;

    /// <param name="league">The league.</param>
    /// <param name="lastKept">The last round whose ratings the ledger has: those up to it are not made again.</param>
    public LeagueRatings(LeagueState league, int lastKept)
    {
        (_league, _lastKept) = (league, lastKept);
        (_rounds, _course) = (RatingRounds.Of(league.Definition), new RatingCourse(league.Definition));
        if (_rounds[^1].Number == lastKept)
            _completed = _rounds.Count;
    }

    /// <summary>Whether every round is complete.</summary>
    public bool Done => _completed == _rounds.Count;

    /// <summary>Takes in what has come since; the ratings of the rounds that it completes.</summary>
    public List<RoundRating> Follow(CancellationToken cancellationToken)
    {
        var ratings = new List<RoundRating>();
        while (!Done)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var round = _rounds[_completed];
            var played = _league.PlayedFrom(_taken, Math.Min(Chunk, round.Matches - _taken));
            foreach (var match in played)
                _course.Add(match.Pairing, match.Outcome);
            _taken += played.Count;
            if (_taken < round.Matches && played.Count == 0)
                break;
            if (_taken < round.Matches)
                continue;
            _completed++;
            if (round.Number > _lastKept)
                ratings.AddRange(_course.Ratings(_course.Fit()).Select((rating, agent) => new RoundRating(round, agent, rating)));
        }

        return ratings;
    }
}
