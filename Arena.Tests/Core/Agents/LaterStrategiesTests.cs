using Arena.Core.Matches;
using Arena.Tests.Shared;
using static System.String;

namespace Arena.Tests.Core.Agents;

/// <summary>
/// Strategies published after the first tournament, against scripted opponents: sequences that the Axelrod-Python library
/// publishes as their behaviour, and results from the papers themselves.
/// </summary>
public sealed class LaterStrategiesTests
{
    public static TheoryData<string, string, string> Sequences { get; } = new()
    {
        // strategy, the other's choices (repeated), its own choices
        { "champion", "CD", Repeat("C", 10) + Repeat("DC", 7) + "D" },
        { "champion", "C", Repeat("C", 60) },
        { "eatherley", "C", "CCCCC" },
        { "eatherley", "D", "CDDDD" },
        { "tester", "C", "DCC" + Repeat("DC", 4) },
        { "tester", "CD", "DCCCD" },
        { "tester", "D", "DCDDD" },
        { "tester", "CCCDD", "DCCDC" },
        { "tester", "CDCDDC", "DCCCDDC" },

        { "firm-but-fair", "CD", "CCDCDCD" },
        { "win-shift-lose-stay", "CD", "DCCDDCC" },
        { "bully", "CD", "DDCDC" },
        { "bully", "C", "DDDDD" },
        { "bully", "D", "DCCCC" },
        { "anti-tit-for-tat", "CCDD", "CDDCCDDC" },
        { "zd-extort-4", "D", "CDDDD" },
        { "zd-gtft-2", "C", "CCCCC" },
        { "memory-one", "CD", "CCDDCCDD" },

        { "two-tits-for-tat", "DCCDC", "CDDCD" },
        { "hard-tit-for-tat", "DCCCDC", "CDDDCD" },
        { "hard-tit-for-two-tats", "DCCDDDC", "CCCCCDD" },
        { "contrite-tit-for-tat", "CCDDC", "CCCDDCCC" },
        { "gradual", "DC", "CDCC" },
        { "gradual", "DCC", "CDC" },
        { "gradual", "DCDCCC", "CDCCCC" },
        { "gradual", "DCDCCCDC", "CDCCCCCD" },
        { "gradual", "DCDCCDDD", "CDCCCCDD" },
        { "adaptive-tit-for-tat", "CDC", "CCDC" },
        { "omega-tit-for-tat", "DCDCDCCCC", "CDCDCCCCC" },
        { "omega-tit-for-tat", "CD", "CCDCDCCCDDDDDD" },
        { "spiteful-tit-for-tat", "CCCCDC", "CCCCCD" },
        { "spiteful-tit-for-tat", "CCDDC", "CCCDDDD" },
        { "slow-tit-for-tat", "CCDDCDDCCDD", "CCCCDDDDDCC" },
        { "remorseful-prober", "D", "CDDDDDDDDDD" },

        { "prober", "C", "DCCDDD" },
        { "prober", "DCC", "DCCDDD" },
        { "prober", "CD", "DCCCD" },
        { "prober", "D", "DCCDD" },
        { "prober-2", "CD", "DCCCCC" },
        { "prober-2", "DDC", "DCCCCC" },
        { "prober-2", "C", "DCCCC" },
        { "prober-2", "D", "DCCDD" },
        { "prober-2", "DC", "DCCDCD" },
        { "prober-3", "C", "DCDDD" },
        { "prober-3", "DC", "DCDDD" },
        { "prober-3", "CD", "DCDCD" },
        { "prober-3", "D", "DCDDD" },
        { "hard-prober", "C", "DDCCDDD" },
        { "hard-prober", "DCCD", "DDCCDDD" },
        { "hard-prober", "CD", "DDCCDCD" },
        { "hard-prober", "D", "DDCCDDD" },
        { "detective", "C", "CDCC" + Repeat("D", 15) },
        { "detective", "D", "CDCC" + Repeat("D", 15) },
        { "detective", "CCDC", "CDCCCCCD" },
        { "handshake", "C", "CDDDD" },
        { "handshake", "D", "CDDDD" },
        { "handshake", "CD", "CDCCCC" },
        { "collective-strategy", "CD" + Repeat("C", 10) + "D" + Repeat("C", 10), "CD" + Repeat("C", 11) + Repeat("D", 10) },
        { "collective-strategy", "C", "CD" + Repeat("D", 15) },
        { "collective-strategy", "D", "CD" + Repeat("D", 15) },

        { "soft-grudger", "C", Repeat("C", 20) },
        { "soft-grudger", "D", "C" + Repeat("DDDDCC", 5) },
        { "soft-grudger", "DDCC", "CDDDDCCC" },
        { "soft-grudger", Repeat("C", 10) + "D", Repeat("C", 11) + "DDDDCCCCCCC" + "DDDDCC" },
        { "forgetful-grudger", "D", "C" + Repeat("D", 15) },
        { "forgetful-grudger", "CCD" + Repeat("C", 10), Repeat("CCC" + Repeat("D", 10), 3) + "C" },
        { "opposite-grudger", "C", "D" + Repeat("C", 20) },
        { "opposite-grudger", "D", Repeat("D", 20) },
        { "opposite-grudger", "C" + Repeat("D", 30), "D" + Repeat("C", 30) },
        { "easy-go", "C", Repeat("D", 20) },
        { "easy-go", "D", "D" + Repeat("C", 20) },
        { "easy-go", Repeat("C", 10) + Repeat("DC", 20), Repeat("D", 11) + Repeat("C", 38) },
        { "fool-me-once", "DCCDC", "CCCCDDD" },
        { "aggravater", "C", "DDD" + Repeat("C", 20) },
        { "aggravater", "D", Repeat("D", 20) },
        { "aggravater", Repeat("C", 10) + "D" + Repeat("C", 20), "DDD" + Repeat("C", 8) + Repeat("D", 20) },
        { "grudger-alternator", "C", Repeat("C", 20) },
        { "grudger-alternator", "D", "C" + Repeat("DC", 20) },
        { "grudger-alternator", Repeat("C", 10) + "D" + Repeat("C", 20), Repeat("C", 11) + Repeat("DC", 10) },
        { "forgiver", "D", "CDDDD" },
        { "forgiver", Repeat("C", 9) + "D", Repeat("C", 20) },
        { "forgiver", "CCD", "CCCDDDD" },

        { "periodic-ccd", "D", "CCDCCDCCD" },
        { "periodic-ddc", "C", "DDCDDCDDC" },
        { "soft-majority", "CD", "CCCCCC" },
        { "soft-majority", "DDC", "CDDDDD" },
        { "hard-majority", "CD", "DCDCDC" },
        { "hard-majority", "C", "DCCCC" },
        { "all-or-none", "C", "CCCCC" },
        { "all-or-none", "CDCC", "CCDDDDDDD" },
        { "all-or-none", "CDDD", "CCDDC" },
        { "average-copier", "C", "CCCC" },
        { "appeaser", "C", "CCCCC" },
        { "appeaser", "D", "CDCDC" },
        { "appeaser", "CD", "CCDDCC" },

        { "fortress-3", "CDCC", "DDDDD" },
        { "fortress-3", "DDCCCDC", "DDCCCCDD" },
        { "fortress-4", "CDC", "DDDDDDDDD" },
        { "fortress-4", "DDC", "DDDDDDDDD" },
        { "fortress-4", "DDDCCCCD", "DDDCCCCCD" },
        { "thumper", "C", "CCCC" },
        { "thumper", "CDCC", "CCDDC" },
        { "ripoff", "CCCCCCDCDCDC", "DCDCDCDCCDCDC" },
        { "ripoff", "CDD", "DCCDC" },
    };

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Strategy_plays_as_published(string strategy, string opponent, string expected)
    {
        // Where chance decides (at first, for the average copier), some seed must show the published play.
        var seeds = strategy == "average-copier" ? 8UL : 1;
        var plays = Enumerable.Range(0, (int)seeds).Select(seed => Script.Play(strategy, opponent, expected.Length, seed: (ulong)seed));
        Assert.Contains(expected, plays);
    }

    [Theory]
    [InlineData("defector", 915, 1340)]
    [InlineData("periodic-ccd", 3472, 767)]
    public async Task Gradual_scores_what_its_paper_reports_over_1000_turns(string opponent, double gradual, double other)
    {
        var record = await MatchRunner.PlayAsync(Play.Spec("ipd", 0, "gradual", opponent, ("turns", 1000)), TimeProvider.System, default);
        Assert.Equal([gradual, other], record.Scores.ToArray());
    }

    [Theory]
    // strategy, the other's choices, the share of cooperations
    [InlineData("eatherley", "CD", 0.75)]
    [InlineData("champion", "CD", 0.75)]
    [InlineData("champion", "CDD", 0.5556)]
    [InlineData("soft-joss", "D", 0.1)]
    [InlineData("stochastic-win-stay-lose-shift", "C", 0.5)]
    [InlineData("stochastic-cooperator", "D", 0.3526)]   // 0.42 / (0.42 + 1 - 0.229)
    [InlineData("firm-but-fair", "D", 0.4)]              // 2/3 after DD, never twice
    [InlineData("average-copier", "CDDD", 0.25)]
    [InlineData("remorseful-prober", "C", 0.9)]
    public void Stochastic_strategy_cooperates_as_often_as_described(string strategy, string opponent, double share)
    {
        const int settled = 1_000, turns = 40_000;
        var mine = Script.Play(strategy, opponent, settled + turns, seed: 7)[settled..];
        Assert.InRange(mine.Count(c => c == 'C') / (double)turns, share - 0.025, share + 0.025);
    }

    [Fact]
    public void Remorseful_prober_takes_the_answer_to_its_probe()
    {
        var probes = 0;
        var mine = Script.PlayTitForTat("remorseful-prober", 2_000);
        for (var turn = 1; turn < mine.Length - 2; turn++)
        {
            if (mine[turn] == 'C' || mine[turn - 1] == 'D') continue;
            probes++;
            // The other answers one turn later; by then the prober may have probed once more.
            var sorry = mine.IndexOf('C', turn);
            Assert.InRange(sorry - turn, 1, 3);
        }

        Assert.InRange(probes, 100, 300);
    }

    [Fact]
    public void Contrite_tit_for_tat_makes_up_for_a_defection_it_did_not_mean() =>
        Assert.Equal("DCCD", Script.PlayWithFlip("contrite-tit-for-tat", "CDDD", flipped: 0, turns: 4));

    [Fact]
    public void There_are_forty_published_dilemma_strategies_and_more() => Assert.True(
        Arena.Core.Agents.StrategyCatalog.For(Arena.Core.Games.Dilemma.DilemmaGame.Rules).Count(s => !s.IsDrill && s.Source.Any(char.IsDigit)) >= 40);

    private static string Repeat(string text, int times) => Concat(Enumerable.Repeat(text, times));
}
