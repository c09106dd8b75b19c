using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Web.Leagues;

namespace Arena.Tests.ControlPlane.Web.Leagues;

public sealed class TimeLeftTests
{
    [Theory]
    [InlineData(0, 500, 60, null)]
    [InlineData(100, 0, 60, "too early to say how long it takes")]
    [InlineData(100, 9, 60, "too early to say how long it takes")]
    [InlineData(100, 10, 60, "about 6 min to 27 min left")]
    [InlineData(100, 100, 60, "about 50 s to 80 s left")]
    [InlineData(600, 600, 60, "about 60 s left")]
    [InlineData(6_000, 600, 60, "about 10 min left")]
    [InlineData(60_000, 1_000, 300, "about 5 h left")]
    [InlineData(1_000_000, 1_000, 300, "about 3 days left")]
    [InlineData(1, 1_000, 60, "about some seconds left")]
    [InlineData(10_000_000, 1_000, 1_000_000, "about years left")]
    public void Words_are_as_sure_as_the_count_of_results(int remaining, int results, int seconds, string? wanted) =>
        Assert.Equal(wanted, TimeLeft.Of(remaining, new PaceReading(results, TimeSpan.FromSeconds(seconds), TimeSpan.Zero)));

    [Theory]
    [InlineData(600, 120, 60, "no result for 60 s")] // ten a second, and then none
    [InlineData(600, 70, 9, "about 20 s left")]
    [InlineData(20, 1_200, 60, "about 6 min to 14 min left")] // one a minute: that is no silence
    [InlineData(20, 3_000, 1_800, "no result for 30 min")]
    public void Silence_that_results_would_not_leave_by_chance_is_told(int results, int seconds, int quiet, string wanted) => Assert.Equal(
        wanted, TimeLeft.Of(7 * results / 20 + 1, new PaceReading(results, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(quiet))));

    [Fact]
    public void Grounds_are_told()
    {
        var told = TimeLeft.Grounds(new PaceReading(43, TimeSpan.FromMinutes(2), TimeSpan.Zero));
        Assert.StartsWith("By the 43 results of the latest 2 min.", told, StringComparison.Ordinal);
    }
}
