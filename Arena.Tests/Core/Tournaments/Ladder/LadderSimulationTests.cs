using Arena.Benchmarks.Tournaments;
using Arena.Core.Tournaments.Ladder;

namespace Arena.Tests.Core.Tournaments.Ladder;

/// <summary>The benchmark's ladder, smaller: everything in it comes from its seeds, so it always goes the same way.</summary>
public sealed class LadderSimulationTests
{
    private const int Agents = 40, Encounters = 8, Rounds = 60;

    [Fact]
    public void Information_beats_random_pairing_and_match_quality_and_nobody_waits_beyond_the_bound()
    {
        ulong[] seeds = [1, 2, 3, 4, 5, 6, 7, 8];
        var information = Course.Mean([.. seeds.Select(s => LadderPairing.Information(new(Agents, s), Encounters, Rounds))]);
        var random = Course.Mean([.. seeds.Select(s => LadderPairing.Random(new(Agents, s), Encounters, Rounds, s))]);
        var quality = Course.Mean([.. seeds.Select(s => LadderPairing.TrueSkill(new(Agents, s), Encounters, Rounds, s))]);
        var bound = LadderRules.DefaultWait(Agents, Encounters);

        Assert.True(information.LongestWait < bound, $"somebody sat out {information.LongestWait} rounds; the bound is {bound}");
        Assert.True(information.LastError < random.LastError, $"{information.LastError} Elo, at random {random.LastError}");
        Assert.True(information.LastError < quality.LastError, $"{information.LastError} Elo, by match quality {quality.LastError}");
    }
}
