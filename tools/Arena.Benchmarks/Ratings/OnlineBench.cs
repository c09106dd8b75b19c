using Arena.Core.Primitives;
using Arena.Core.Ratings;
using Arena.Core.Ratings.Online;

namespace Arena.Benchmarks.Ratings;

/// <summary>Updates after single games, on one core.</summary>
internal static class OnlineBench
{
    private const int Games = 400_000;
    private const int Players = 1_000;

    public static IEnumerable<BenchRow> Run()
    {
        yield return Row("Elo updates (limit 2 M)", Elo, "ratings by name in a dictionary", ElosByName);
        yield return Row("Glicko-2 updates (limit 1 M)", Glicko, "volatility by bisection", PlainOnline.Glicko);
        yield return Row(
            "Weng-Lin updates of two (OpenSkill 40,000; limit 1 M)", WengLin, "the paper's sums with lists", PlainOnline.PlackettLuce);
        yield return Row(
            "TrueSkill updates of two (trueskill 6,900; limit 0.2 M)", Skill, "message passing until it settles", PlainOnline.TrueSkill);
    }

    private static BenchRow Row(string what, Action<int[], int[]> update, string baseline, Action<int[], int[]> plain) =>
        BenchRow.Of(what, Rate(update), "games/s", baseline, Rate(plain));

    // Who plays whom, always the same; games per second.
    private static double Rate(Action<int[], int[]> update)
    {
        var dice = new Dice(new Seed(5));
        var (first, second) = (new int[Games], new int[Games]);
        for (var g = 0; g < Games; g++)
        {
            first[g] = dice.NextBelow(Players);
            second[g] = (first[g] + 1 + dice.NextBelow(Players - 1)) % Players;
        }

        return Games / RatingsBench.Seconds(3, () =>
        {
            update(first, second);
            return 0;
        });
    }

    private static void Elo(int[] first, int[] second)
    {
        var ratings = Enumerable.Repeat(Core.Ratings.Elo.Start, Players).ToArray();
        for (var g = 0; g < first.Length; g++)
            (ratings[first[g]], ratings[second[g]]) = Core.Ratings.Elo.Update(ratings[first[g]], ratings[second[g]], g % 3 / 2.0);
    }

    private static void ElosByName(int[] first, int[] second)
    {
        var names = Enumerable.Range(0, Players).Select(i => $"player {i}").ToArray();
        var ratings = names.ToDictionary(name => name, _ => Core.Ratings.Elo.Start);
        for (var g = 0; g < first.Length; g++)
        {
            var (a, b) = Core.Ratings.Elo.Update(ratings[names[first[g]]], ratings[names[second[g]]], g % 3 / 2.0);
            (ratings[names[first[g]]], ratings[names[second[g]]]) = (a, b);
        }
    }

    private static void Glicko(int[] first, int[] second)
    {
        var ratings = Enumerable.Repeat(GlickoRating.Start, Players).ToArray();
        for (var g = 0; g < first.Length; g++)
        {
            var (a, b, score) = (ratings[first[g]], ratings[second[g]], g % 3 / 2.0);
            ratings[first[g]] = Glicko2.Update(a, [new(b, score)]);
            ratings[second[g]] = Glicko2.Update(b, [new(a, 1 - score)]);
        }
    }

    private static void WengLin(int[] first, int[] second)
    {
        var beliefs = Enumerable.Repeat(Belief.Start, Players).ToArray();
        Span<Belief> updated = stackalloc Belief[2];
        for (var g = 0; g < first.Length; g++)
        {
            PlackettLuce.Update([beliefs[first[g]], beliefs[second[g]]], g % 3 == 0 ? [1, 1] : [1, 2], updated);
            (beliefs[first[g]], beliefs[second[g]]) = (updated[0], updated[1]);
        }
    }

    private static void Skill(int[] first, int[] second)
    {
        var beliefs = Enumerable.Repeat(Belief.Start, Players).ToArray();
        for (var g = 0; g < first.Length; g++)
            (beliefs[first[g]], beliefs[second[g]]) = TrueSkill.Update(beliefs[first[g]], beliefs[second[g]], g % 3 == 0);
    }
}
