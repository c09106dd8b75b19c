using Arena.Core.Matches;
using Arena.Core.Ratings.Sequential;

namespace Arena.Core.Leagues.Standings;

/// <summary>
/// A league's sequential test, as its results come in. Where seats are swapped, the two matches of a meeting are one observation, and one
/// alone is none yet. Once the test is decided it stays so: results that come later, of matches that were under way, are not looked at.
/// The same results in the same order decide the same. One owner at a time.
/// </summary>
public sealed class LeagueSprt
{
    private const int Tested = 0;

    private readonly LeagueDefinition _league;
    private readonly SprtTest _test;
    private readonly Dictionary<long, int> _halves = [];
    private readonly long[] _counts;

    /// <summary>The test of a league of which nothing has been played.</summary>
    /// <exception cref="ArgumentException">It has no test.</exception>
    public LeagueSprt(LeagueDefinition league)
    {
        ArgumentNullException.ThrowIfNull(league);
        _league = league;
        _test = league.Sprt ?? throw new ArgumentException("the league has no test", nameof(league));
        _counts = new long[league.SwapSeats ? 5 : 3];
        Reading = SprtReading.Of(_test, ScoreCounts.Of(_counts));
    }

    /// <summary>Where the test stands.</summary>
    public SprtReading Reading { get; private set; }

    /// <summary>Takes in a match's outcome, once.</summary>
    public void Add(ScheduledMatch pairing, in MatchOutcome outcome)
    {
        if (Reading.Report.State != SprtState.Running) return;
        var points = PointsOf(pairing, outcome);
        if (_league.MeetingOf(pairing) is { } meeting)
        {
            if (!_halves.Remove(meeting, out var other))
            {
                _halves.Add(meeting, points);
                return;
            }

            points += other;
        }

        _counts[points]++;
        Reading = SprtReading.Of(_test, ScoreCounts.Of(_counts));
    }

    // In halves, of the first agent, in whichever seat.
    private static int PointsOf(ScheduledMatch pairing, in MatchOutcome outcome) => (int)(pairing.First == Tested
        ? Judgement.Of(outcome.FirstScore, outcome.FirstVerdict, outcome.SecondScore, outcome.SecondVerdict)
        : Judgement.Of(outcome.SecondScore, outcome.SecondVerdict, outcome.FirstScore, outcome.FirstVerdict));
}
