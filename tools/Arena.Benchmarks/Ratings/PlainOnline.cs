using Arena.Core.Ratings.Online;

namespace Arena.Benchmarks.Ratings;

/// <summary>The same updates in the plainest way, to compare with.</summary>
internal static class PlainOnline
{
    private const int Players = 1_000;

    public static void Glicko(int[] first, int[] second)
    {
        var ratings = Enumerable.Repeat(GlickoRating.Start, Players).ToList();
        for (var g = 0; g < first.Length; g++)
        {
            var (a, b, score) = (ratings[first[g]], ratings[second[g]], g % 3 / 2.0);
            (ratings[first[g]], ratings[second[g]]) = (Glicko(a, b, score), Glicko(b, a, 1 - score));
        }
    }

    public static void PlackettLuce(int[] first, int[] second)
    {
        var beliefs = Enumerable.Repeat(Belief.Start, Players).ToList();
        for (var g = 0; g < first.Length; g++)
        {
            var players = new List<Belief> { beliefs[first[g]], beliefs[second[g]] };
            var ranks = g % 3 == 0 ? new List<int> { 1, 1 } : [1, 2];
            var c = Math.Sqrt(players.Sum(p => p.Variance + Math.Pow(25.0 / 6, 2)));
            var updated = players.Select((p, i) =>
            {
                var (omega, delta) = (0.0, 0.0);
                for (var q = 0; q < 2; q++)
                {
                    if (ranks[q] > ranks[i])
                        continue;
                    var chance = Math.Exp(p.Mean / c) / players.Where((_, s) => ranks[s] >= ranks[q]).Sum(s => Math.Exp(s.Mean / c));
                    var tied = ranks.Count(r => r == ranks[q]);
                    omega += ((q == i ? 1 : 0) - chance) / tied;
                    delta += chance * (1 - chance) / tied;
                }

                var shrink = Math.Max(1e-4, 1 - p.Variance / (c * c) * delta * p.Deviation / c);
                return new Belief(p.Mean + p.Variance / c * omega, Math.Sqrt(p.Variance * shrink));
            }).ToArray();
            (beliefs[first[g]], beliefs[second[g]]) = (updated[0], updated[1]);
        }
    }

    public static void TrueSkill(int[] first, int[] second)
    {
        var beliefs = Enumerable.Repeat(Belief.Start, Players).ToList();
        for (var g = 0; g < first.Length; g++)
        {
            var updated = TrueSkillRanking.Update([beliefs[first[g]], beliefs[second[g]]], g % 3 == 0 ? [1, 1] : [1, 2]);
            (beliefs[first[g]], beliefs[second[g]]) = (updated[0], updated[1]);
        }
    }

    private static GlickoRating Glicko(GlickoRating player, GlickoRating opponent, double score)
    {
        const double Scale = 173.7178, Tau = 0.5;
        var (mu, phi) = ((player.Rating - 1500) / Scale, player.Deviation / Scale);
        var g = 1 / Math.Sqrt(1 + 3 * Math.Pow(opponent.Deviation / Scale / Math.PI, 2));
        var expected = 1 / (1 + Math.Exp(-g * (mu - (opponent.Rating - 1500) / Scale)));
        var variance = 1 / (g * g * expected * (1 - expected));
        var delta = variance * g * (score - expected);
        var start = Math.Log(Math.Pow(player.Volatility, 2));
        var (low, high) = (start - 10, start + 10);
        while (high - low > 1e-6)
            (low, high) = F((low + high) / 2) > 0 ? ((low + high) / 2, high) : (low, (low + high) / 2);
        var volatility = Math.Exp(low / 2);
        var after = 1 / (1 / (phi * phi + volatility * volatility) + 1 / variance);
        return new(1500 + Scale * (mu + after * g * (score - expected)), Scale * Math.Sqrt(after), volatility);

        double F(double x)
        {
            var numerator = Math.Exp(x) * (delta * delta - phi * phi - variance - Math.Exp(x));
            return numerator / (2 * Math.Pow(phi * phi + variance + Math.Exp(x), 2)) - (x - start) / (Tau * Tau);
        }
    }
}
