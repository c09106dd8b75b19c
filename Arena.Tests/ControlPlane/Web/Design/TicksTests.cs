using Arena.ControlPlane.Web.Design;

namespace Arena.Tests.ControlPlane.Web.Design;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 100, 6, new double[] { 0, 20, 40, 60, 80, 100 })]
    [InlineData(1165, 1924, 6, new double[] { 1200, 1400, 1600, 1800 })]
    [InlineData(-0.5, 0.5, 4, new[] { -0.5, 0, 0.5 })]
    public void Of_an_axis_are_round_values(double from, double to, int most, double[] wanted) =>
        Assert.Equal(wanted, Ticks.Of(new Axis(from, to), most));

    [Fact]
    public void Of_any_axis_are_few_within_it_and_evenly_spaced()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 1_000; trial++)
        {
            var from = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(0, 7));
            var axis = Axis.Of([from, from + (random.NextDouble() * Math.Pow(10, random.Next(0, 7)))]);
            var ticks = Ticks.Of(axis, 6).ToArray();
            Assert.InRange(ticks.Length, 1, 7);
            Assert.All(ticks, tick => Assert.True(axis.Contains(tick), $"{tick} in {axis}"));
        }
    }
}
