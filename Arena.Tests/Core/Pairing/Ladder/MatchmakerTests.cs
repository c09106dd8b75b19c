using Arena.Core.Pairing.Ladder;

namespace Arena.Tests.Core.Pairing.Ladder;

public sealed class MatchmakerTests
{
    [Fact]
    public void Nobody_waits_beyond_the_bound_while_agents_come_and_go()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var most = random.Next(4, 40);
            var m = random.Next(1, most / 2 + 1);
            var k = (most + m - 1) / m + random.Next(3);
            var rules = new LadderRules(m, k);
            var counts = new PairCounts(most);
            var waits = Enumerable.Range(0, most).Select(i => i < 2 * m || random.Next(2) == 0 ? 0 : -1).ToArray();
            for (var round = 0; round < 40; round++)
            {
                var pairs = Matchmaker.Pair(LadderPosterior.Of(counts), waits, rules);
                int[] playing = [.. pairs.SelectMany(p => new[] { p.First, p.Second })];
                Assert.Equal(2 * m, playing.Distinct().Count());
                Assert.All(playing, a => Assert.True(waits[a] >= 0));
                for (var a = 0; a < most; a++)
                {
                    if (waits[a] >= 0) waits[a] = playing.Contains(a) ? 0 : waits[a] + 1;
                    Assert.True(waits[a] < k, $"seed {seed}, round {round}: {a} sat out {waits[a]} rounds of at most {k}");
                }

                foreach (var (first, second) in pairs) counts.Add(first, second, 1, random.Next(3) / 2.0);
                ComeAndGo(waits, m, random);
            }
        }
    }

    [Fact]
    public void Gain_is_what_the_covariance_loses()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var counts = Random(random, 9, 25);
            var posterior = LadderPosterior.Of(counts);
            var gains = new CovarianceGains(posterior, posterior.Covariance!, matches: 1);
            var (i, j) = (random.Next(4), 4 + random.Next(5));
            var before = gains.Trace;
            var gain = gains.Gain(i, j);
            gains.Played(i, j);
            Assert.True(Math.Abs(before - gains.Trace - gain) < 1e-9, $"seed {seed}");

            // The same from the definition: one more game of information p(1-p) in the precision.
            var p = posterior.WinChance(i, j);
            var precision = SymmetricMatrix.Inverse([.. posterior.Covariance!]);
            var information = p * (1 - p);
            precision[i][i] += information;
            precision[j][j] += information;
            precision[i][j] -= information;
            precision[j][i] -= information;
            var after = SymmetricMatrix.Inverse(precision);
            Assert.True(Math.Abs(Enumerable.Range(0, 9).Sum(x => after[x][x]) - gains.Trace) < 1e-9, $"seed {seed}");
        }
    }

    [Fact]
    public void Posterior_is_the_mode_and_symmetric_results_are_equal_strengths()
    {
        var counts = new PairCounts(3);
        counts.Add(0, 1, 10, 5);
        counts.Add(1, 2, 10, 9);
        var posterior = LadderPosterior.Of(counts);
        for (var i = 0; i < 3; i++)
        {
            var slope = -posterior.Strengths[i] / posterior.PriorVariance
                + counts.Against(i).Sum(met => met.Value.Score - met.Value.Games * posterior.WinChance(i, met.Key));
            Assert.True(Math.Abs(slope) < 1e-5);
        }

        Assert.True(posterior.Strengths[1] > posterior.Strengths[2]);
        Assert.True(posterior.Variances[1] < posterior.Variances[0]);
        Assert.All(LadderPosterior.Of(new PairCounts(4)).Variances, v => Assert.Equal(LadderPrior.Default, v, 9));
    }

    [Fact]
    public void Logistic_is_as_exact_as_the_librarys()
    {
        for (var x = -40.0; x <= 40; x += 0.0371) Assert.Equal(1 / (1 + Math.Exp(-x)), Logistic.Of(x), 1e-15);
        Assert.Equal(0, Logistic.Of(-1_000));
        Assert.Equal(1, Logistic.Of(1_000));
    }

    [Fact]
    public void Many_agents_are_paired_from_variances_alone()
    {
        const int n = LadderPosterior.MostWithCovariance + 100;
        var counts = Random(new Random(1), n, 3_000);
        var posterior = LadderPosterior.Of(counts);
        var pairs = Matchmaker.Pair(posterior, new int[n], new LadderRules(50, 30));
        Assert.Equal(100, pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct().Count());
        Assert.Contains(Enumerable.Range(0, n).MaxBy(i => posterior.Variances[i]), pairs.Select(p => p.First));
    }

    [Fact]
    public void What_cannot_be_served_is_rejected()
    {
        var posterior = LadderPosterior.Of(new PairCounts(5));
        Assert.Throws<ArgumentException>(() => Matchmaker.Pair(posterior, [0, 0, 0, -1, -1], new LadderRules(2, 3)));
        Assert.Throws<ArgumentException>(() => Matchmaker.Pair(posterior, [0, 0, 0, 0, 0], new LadderRules(2, 2)));
    }

    private static void ComeAndGo(int[] waits, int m, Random random)
    {
        var agent = random.Next(waits.Length);
        if (waits[agent] < 0) waits[agent] = 0;
        else if (waits.Count(w => w >= 0) > 2 * m) waits[agent] = -1;
    }

    private static PairCounts Random(Random random, int agents, int games)
    {
        var counts = new PairCounts(agents);
        for (var g = 0; g < games; g++)
        {
            var (i, j) = (random.Next(agents), random.Next(agents));
            if (i != j) counts.Add(i, j, 1, random.Next(3) / 2.0);
        }

        return counts;
    }
}
