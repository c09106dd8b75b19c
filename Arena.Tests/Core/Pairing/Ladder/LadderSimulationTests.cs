using Arena.Simulation.Ladder;
using Arena.Core.Pairing.Ladder;

namespace Arena.Tests.Core.Pairing.Ladder;

/// <summary>The benchmark's ladder, smaller: everything in it comes from its seeds, so it always goes the same way.</summary>
public sealed class LadderSimulationTests
{
    private const int Agents = 40, Encounters = 8, Rounds = 60;

    [Theory]
    [InlineData(100, 1.05)] // with so little between them, whom one meets hardly matters
    [InlineData(200, 1)]
    [InlineData(400, 1)]
    public void Information_beats_random_pairing_and_match_quality_and_nobody_waits_beyond_the_bound(double spread, double even)
    {
        ulong[] seeds = [1, 2, 3, 4, 5, 6, 7, 8];
        var information = Course.Mean([.. seeds.Select(s => LadderPairing.Information(new(Agents, s, spread), Encounters, Rounds))]);
        var random = Course.Mean([.. seeds.Select(s => LadderPairing.Random(new(Agents, s, spread), Encounters, Rounds, s))]);
        var quality = Course.Mean([.. seeds.Select(s => LadderPairing.TrueSkill(new(Agents, s, spread), Encounters, Rounds, s))]);
        var bound = LadderRules.DefaultWait(Agents, Encounters);

        Assert.True(information.LongestWait < bound, $"somebody sat out {information.LongestWait} rounds; the bound is {bound}");
        Assert.True(information.LastError < even * random.LastError, $"{information.LastError} Elo, at random {random.LastError}");
        Assert.True(information.LastError < quality.LastError, $"{information.LastError} Elo, by match quality {quality.LastError}");
    }

    [Theory]
    [InlineData(100, 75, 150)]
    [InlineData(200, 150, 260)]
    [InlineData(400, 300, 520)]
    public void Prior_comes_near_the_spread_that_is_there(double spread, double least, double most)
    {
        var deviations = new List<double>();
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var ladder = new LadderSimulation(Agents, seed, spread);
            LadderPairing.Random(ladder, Agents / 2, Rounds, seed);
            deviations.Add(LadderPosterior.EloPerUnit * Math.Sqrt(ladder.Posterior().PriorVariance));
        }

        Assert.InRange(deviations.Order().ElementAt(2), least, most);
    }

    [Fact]
    public void Prior_is_bounded_and_the_default_without_results()
    {
        Assert.Equal(LadderPrior.Default, LadderPrior.Estimate(50, variance => 50 * variance), 12);
        Assert.Equal(LadderPrior.Default / 8, LadderPrior.Estimate(50, _ => 0));
        Assert.Equal(LadderPrior.Default * 8, LadderPrior.Estimate(50, _ => 1e9));
        Assert.Equal(3, LadderPrior.Estimate(1_000_000, _ => 3_000_000), 4);
    }
}
