using System.Numerics;
using Arena.Core.Pairing.Matching;

namespace Arena.Tests.Core.Pairing.Matching;

public sealed class WeightedMatchingTests
{
    [Fact]
    public void Maximum_weighs_as_much_as_the_best_of_all_matchings()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var n = random.Next(0, 10);
            var weights = RandomWeights(random, n, random.Next(2, 40), random.NextDouble());
            var partners = WeightedMatching.Maximum(n, (a, b) => weights[a, b]);
            AssertMatching(partners, (a, b) => weights[a, b] > 0, seed);
            Assert.True(Weight(partners, weights) == Best(n, 0, weights), $"seed {seed}");
        }
    }

    [Fact]
    public void Big_integers_give_the_same_weight_as_long_ones()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var n = random.Next(20, 60);
            var weights = RandomWeights(random, n, random.Next(2, 1_000), 0.2 + 0.8 * random.NextDouble());
            var longs = WeightedMatching.Maximum(n, (a, b) => weights[a, b]);
            var bigs = WeightedMatching.Maximum(n, (a, b) => (BigInteger)weights[a, b] << 200);
            AssertMatching(bigs, (a, b) => weights[a, b] > 0, seed);
            Assert.True(Weight(longs, weights) == Weight(bigs, weights), $"seed {seed}");
        }
    }

    [Fact]
    public void With_weights_of_one_it_covers_as_many_as_a_cardinality_matching()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var n = random.Next(1, 60);
            var weights = RandomWeights(random, n, 2, 4.0 / n * random.NextDouble());
            var weighted = WeightedMatching.Maximum(n, (a, b) => weights[a, b]);
            var matched = CardinalityMatching.Maximum(n, (a, b) => weights[Math.Min(a, b), Math.Max(a, b)] > 0);
            AssertMatching(matched, (a, b) => weights[a, b] > 0, seed);
            Assert.True(weighted.Count(p => p >= 0) == matched.Count(p => p >= 0), $"seed {seed}");
        }
    }

    [Fact]
    public void First_assignment_is_the_first_of_the_cheapest_permutations()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var n = random.Next(1, 7);
            var costs = new long[n, n];
            for (var i = 0; i < n * n; i++)
                costs[i / n, i % n] = random.Next(5) == 0 ? FirstAssignment.Forbidden : random.Next(random.Next(1, 5));
            var best = Permutations(n).MinBy(p => p.Select((column, row) => costs[row, column]).Sum())!; // in lexicographic order
            var least = best.Select((column, row) => costs[row, column]).Sum();
            var found = FirstAssignment.Solve(n, FirstAssignment.Forbidden - 1, (row, column) => costs[row, column]);
            if (least >= FirstAssignment.Forbidden) Assert.True(found is null, $"seed {seed}");
            else Assert.True(found!.SequenceEqual(best), $"seed {seed}: {string.Join(" ", found!)}, wanted {string.Join(" ", best)}");
            Assert.True(least == 0 || FirstAssignment.Solve(n, least - 1, (row, column) => costs[row, column]) is null, $"seed {seed}");
        }
    }

    private static IEnumerable<int[]> Permutations(int n) => n == 0
        ? [[]]
        : Enumerable.Range(0, n).SelectMany(first =>
            Permutations(n - 1).Select(rest => (int[])[first, .. rest.Select(x => x >= first ? x + 1 : x)]));

    private static long[,] RandomWeights(Random random, int n, int below, double density)
    {
        var weights = new long[n, n];
        for (var a = 0; a < n; a++)
        {
            for (var b = a + 1; b < n; b++) weights[a, b] = random.NextDouble() < density ? random.Next(1, below) : 0;
        }

        return weights;
    }

    private static void AssertMatching(int[] partners, Func<int, int, bool> edge, int seed)
    {
        for (var a = 0; a < partners.Length; a++)
        {
            var b = partners[a];
            Assert.True(b < 0 || (partners[b] == a && edge(Math.Min(a, b), Math.Max(a, b))), $"seed {seed}: {a} with {b}");
        }
    }

    private static long Weight(int[] partners, long[,] weights) =>
        partners.Select((b, a) => b > a ? weights[a, b] : 0).Sum();

    private static long Best(int n, int used, long[,] weights)
    {
        var a = 0;
        while (a < n && (used >> a & 1) != 0) a++;
        if (a >= n) return 0;
        var best = Best(n, used | 1 << a, weights);
        for (var b = a + 1; b < n; b++)
        {
            if ((used >> b & 1) == 0 && weights[a, b] > 0)
                best = Math.Max(best, weights[a, b] + Best(n, used | 1 << a | 1 << b, weights));
        }

        return best;
    }
}
