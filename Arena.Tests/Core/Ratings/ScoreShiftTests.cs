using Arena.Core.Ratings;
using Arena.Core.Ratings.Sequential;

namespace Arena.Tests.Core.Ratings;

public sealed class ScoreShiftTests
{
    [Fact]
    public void Interval_of_games_without_draws_is_that_of_agresti_and_caffo()
    {
        // 56 of 70 and 48 of 80 become 57 of 72 and 49 of 82; the rest by hand.
        var shift = ScoreShift.Between(ScoreCounts.Single(48, 0, 32), ScoreCounts.Single(56, 0, 14))!.Value;
        Assert.Equal(0.2, shift.Difference, 12);
        Assert.Equal(0.05245, shift.Low, 5);
        Assert.Equal(0.33576, shift.High, 5);
    }

    [Fact]
    public void Few_games_that_all_went_one_way_are_no_certainty()
    {
        var shift = ScoreShift.Between(ScoreCounts.Single(0, 0, 2), ScoreCounts.Single(2, 0, 0))!.Value;
        Assert.Equal(1, shift.Difference);
        Assert.InRange(shift.Low, -0.5, 0);
        Assert.Equal(1, shift.High);
    }

    [Fact]
    public void Draws_make_it_narrower_and_no_games_make_none()
    {
        var decisive = ScoreShift.Between(ScoreCounts.Single(50, 0, 50), ScoreCounts.Single(50, 0, 50))!.Value;
        var drawn = ScoreShift.Between(ScoreCounts.Single(10, 80, 10), ScoreCounts.Single(10, 80, 10))!.Value;
        Assert.True(drawn.High < decisive.High && drawn.Low > decisive.Low);
        Assert.Null(ScoreShift.Between(ScoreCounts.Single(0, 0, 0), ScoreCounts.Single(1, 0, 0)));
        Assert.Null(ScoreShift.Between(ScoreCounts.Single(1, 0, 0), ScoreCounts.Single(0, 0, 0)));
    }
}
