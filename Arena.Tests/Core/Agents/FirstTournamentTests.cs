using static System.String;

namespace Arena.Tests.Core.Agents;

/// <summary>
/// The strategies of Axelrod's first tournament against scripted opponents. The sequences are those which the
/// Axelrod-Python library publishes as the behaviour of its reconstructions.
/// </summary>
public sealed class FirstTournamentTests
{
    public static TheoryData<string, string, int?, string> Sequences => new()
    {
        // strategy, the other's choices (repeated), announced length if not as played, its own choices
        { "tit-for-tat", "CDDC", null, "CCDDCCDD" },

        { "tideman-chieruzzi", "C", null, "CCDD" },
        { "tideman-chieruzzi", "C", 1000, "CCCC" },
        { "tideman-chieruzzi", "D", null, "CDDD" },
        { "tideman-chieruzzi", "DC", null, "CDCDDDDDDD" },
        { "tideman-chieruzzi", "DDCDD", null, "C" + Repeat("D", 19) },
        { "tideman-chieruzzi", "DDCDD", 50, "C" + Repeat("D", 27) + "CC" },
        { "tideman-chieruzzi", "DDCDD", 1000, "C" + Repeat("D", 27) + "CC" },
        { "tideman-chieruzzi", "DDCDDDDCDDCDCCC", null, "CDDDDDDDDDDCDDDDDDDDDDDDD" },
        { "tideman-chieruzzi", "CCCCD", null, "CCCCCDCCCCDDCCCDDDCCDDDCCDCCCCDDCDD" },

        { "nydegger", "C", null, "CCCCCCCCC" },
        { "nydegger", "D", null, "CDDCCCCC" },
        { "nydegger", "CD", null, "CCDCDCDC" },
        { "nydegger", "DC", null, "CDDDDDDD" },

        { "grofman", "C", null, "CCCCCCC" },

        { "shubik", "C", null, "CCC" },
        { "shubik", "CD", null, "CCD" },
        { "shubik", "DCC", null, "CDCC" },
        { "shubik", "DCDCC", null, "CDCDDCD" },
        { "shubik", "DCDDC", null, "CDCDDCD" },
        { "shubik", "DCDCCD", null, "CDCDDCDDDC" },

        { "stein-rapoport", "C", null, Repeat("C", 17) + "DD" },
        { "stein-rapoport", "C", 1000, Repeat("C", 19) },
        { "stein-rapoport", "D", null, "CCCC" + Repeat("D", 15) },
        { "stein-rapoport", "CD", null, "CCCC" + Repeat("DC", 5) + "DDDDD" },
        { "stein-rapoport", Repeat("CD", 6) + Repeat("C", 50), 1000, "CCCC" + Repeat("DC", 4) + "DCD" + Repeat("D", 14) + "C" },

        { "grudger", "CCDC", null, "CCCDDDDD" },

        { "davis", "C", null, Repeat("C", 20) },
        { "davis", "D", null, Repeat("C", 10) + "DD" },
        { "davis", Repeat("C", 10) + "D", null, Repeat("C", 11) + "D" },
        { "davis", Repeat("C", 15) + "D", null, Repeat("C", 16) + "D" },

        { "graaskamp", "CD", null, "C" + Repeat("CD", 24) + "CD" + Repeat("CD", 3) + "D" + Repeat("D", 10) },
        { "graaskamp", "D", null, "C" + Repeat("D", 55) },
        { "graaskamp", "C", null, Repeat("C", 50) + "DCCCCC" },

        { "downing", "C", null, "DDC" },
        { "downing", "D", null, "DDD" },
        { "downing", "DCC", null, "DDDD" },
        { "downing", "DDC", null, "DDDD" },
        { "downing", "CCDDCC", null, "DDCDDDD" },
        { "downing", "CCCCDD", null, "DDCDDCD" },

        { "feld", "D", null, "C" + Repeat("D", 20) },
        { "joss", "D", null, "CDDD" },

        { "tullock", "CD", null, Repeat("C", 10) },
        { "tullock", "D", null, Repeat("C", 11) + "DD" },
        { "tullock", Repeat("D", 10) + "C", null, Repeat("C", 11) + "D" },
    };

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Strategy_plays_as_published(string strategy, string opponent, int? length, string expected) =>
        Assert.Equal(expected, Script.Play(strategy, opponent, expected.Length, length));

    [Fact]
    public void Graaskamp_recognises_tit_for_tat_and_stays_with_it() =>
        Assert.Equal(Repeat("C", 50) + "D" + Repeat("CD", 53), Script.PlayTitForTat("graaskamp", 157));

    [Fact]
    public void Graaskamp_steals_a_defection_every_5_to_15_turns()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var mine = Script.Play("graaskamp", "C", 400, seed: seed);
            var thefts = Enumerable.Range(51, 349).Where(turn => mine[turn] == 'D').Prepend(56).ToList();
            Assert.All(thefts.Zip(thefts.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 5, 15));
            Assert.InRange(thefts.Count, 20, 70);
        }
    }

    [Theory]
    // strategy, the other's choices, the probability of cooperating once it has settled
    [InlineData("joss", "C", 0.9)]
    [InlineData("tullock", "C", 0.9)]
    [InlineData("tullock", "CD", 0.4)]
    [InlineData("unnamed", "C", 0.5)]
    [InlineData("unnamed", "D", 0.5)]
    [InlineData("random", "C", 0.5)]
    [InlineData("feld", "C", 0.5)]
    [InlineData("generous-tit-for-tat", "D", 1.0 / 3)]
    public void Stochastic_strategy_cooperates_as_often_as_described(string strategy, string opponent, double probability)
    {
        const int settled = 200, turns = 20_000;
        var mine = Script.Play(strategy, opponent, settled + turns, seed: 5);
        var share = mine[settled..].Count(c => c == 'C') / (double)turns;
        Assert.InRange(share, probability - 0.02, probability + 0.02);
    }

    [Fact]
    public void Grofman_cooperates_two_times_in_seven_after_different_choices()
    {
        const string opponent = "CDD";
        var mine = Script.Play("grofman", opponent, 20_000, seed: 5);
        var different = Enumerable.Range(1, mine.Length - 1).Where(t => mine[t - 1] != opponent[(t - 1) % 3]).ToList();
        Assert.InRange(different.Count(t => mine[t] == 'C') / (double)different.Count, 2.0 / 7 - 0.02, 2.0 / 7 + 0.02);
        Assert.All(Enumerable.Range(1, mine.Length - 1).Except(different), t => Assert.Equal('C', mine[t]));
    }

    [Fact]
    public void Feld_grows_less_kind_from_certainty_to_a_coin()
    {
        // Over the first 200 turns the probability falls from 1 to ½ in a line: three quarters on average.
        var kind = Enumerable.Range(0, 200).Sum(seed => Script.Play("feld", "C", 200, seed: (ulong)seed).Count(c => c == 'C'));
        Assert.InRange(kind / 40_000.0, 0.74, 0.76);
    }

    private static string Repeat(string text, int times) => Concat(Enumerable.Repeat(text, times));
}
