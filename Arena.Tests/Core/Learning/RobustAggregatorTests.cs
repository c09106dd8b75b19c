using Arena.Core.Learning;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Learning;

/// <summary>Aggregators that hold against liars: each beside a slow and obvious one, and against lies.</summary>
public sealed class RobustAggregatorTests
{
    [Fact]
    public void Sorting_network_sorts_every_number_of_rows()
    {
        for (var rows = 1; rows <= 9; rows++)
        {
            // By the 0-1 principle (Knuth 3, 5.3.4) a network that sorts every pattern of zeros and ones sorts everything.
            var patterns = 1 << rows;
            var columns = new float[rows * patterns];
            for (var row = 0; row < rows; row++)
            {
                for (var pattern = 0; pattern < patterns; pattern++)
                    columns[row * patterns + pattern] = pattern >> row & 1;
            }

            new SortingNetwork(rows).Sort(columns, patterns, new float[patterns]);
            for (var pattern = 0; pattern < patterns; pattern++)
            {
                var ones = int.PopCount(pattern);
                for (var row = 0; row < rows; row++)
                    Assert.Equal(row >= rows - ones ? 1 : 0, columns[row * patterns + pattern]);
            }
        }
    }

    [Fact]
    public void Median_and_trimmed_mean_are_those_of_sorted_columns() => Prop.ForAll<PositiveInt, int>((size, seed) =>
    {
        var clients = size.Get % 25 + 1;
        const int dimension = 1_111;
        var updates = Rounds.Of(new System.Random(seed), clients, dimension);
        var columns = Enumerable.Range(0, dimension)
            .Select(d => updates.Select(u => (double)u.Delta.Span[d]).Order().ToArray()).ToArray();
        Rounds.AssertNear(
            columns.Select(c => (c[(clients - 1) / 2] + c[clients / 2]) / 2), Rounds.Make("fedmedian").Aggregate(updates, dimension).Delta);
        var cut = (int)(0.3 * clients);
        Rounds.AssertNear(
            columns.Select(c => c[cut..^cut].Average()),
            Rounds.Make("fedtrimmedavg", ("beta", 0.3)).Aggregate(updates, dimension).Delta);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Krum_is_the_update_with_the_least_sum_to_its_nearest() => Prop.ForAll<int>(seed =>
    {
        var dice = new System.Random(seed);
        var liars = dice.Next(0, 4);
        var updates = Rounds.Of(dice, 2 * liars + 3 + dice.Next(0, 4), dimension: 50);
        var order = Enumerable.Range(0, updates.Length).OrderBy(i => Score(updates, i, updates.Length - liars - 2)).ToArray();
        var one = Rounds.Make("krum", ("num_malicious_clients", liars)).Aggregate(updates, 50);
        Assert.Equal(updates[order[0]].Delta.ToArray(), one.Delta);
        Assert.Equal(updates.Length - 1, one.LeftOut.Count);
        Assert.DoesNotContain(updates[order[0]].ClientId, one.LeftOut);

        var several = Rounds.Make("krum", ("num_malicious_clients", liars), ("num_clients_to_keep", 3)).Aggregate(updates, 50);
        Rounds.AssertNear(
            Enumerable.Range(0, 50).Select(d => order.Take(3).Average(i => (double)updates[i].Delta.Span[d])), several.Delta);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bulyan_is_the_mean_near_the_median_of_what_Krum_chooses() => Prop.ForAll<int>(seed =>
    {
        var dice = new System.Random(seed);
        var liars = dice.Next(0, 3);
        var updates = Rounds.Of(dice, 4 * liars + 3 + dice.Next(0, 4), dimension: 40).ToList();
        var found = Rounds.Make("bulyan", ("num_malicious_clients", liars)).Aggregate(updates, 40);

        var wanted = updates.Count - 2 * liars;
        var chosen = new List<ClientUpdate>();
        while (chosen.Count < wanted)
        {
            var next = updates.MinBy(u => Score([.. updates], updates.IndexOf(u), updates.Count - liars - 2))!;
            chosen.Add(next);
            updates.Remove(next);
        }

        Rounds.AssertNear(
            Enumerable.Range(0, 40).Select(d =>
            {
                var column = chosen.Select(u => (double)u.Delta.Span[d]).Order().ToArray();
                var median = (column[(wanted - 1) / 2] + column[wanted / 2]) / 2;
                return column.OrderBy(x => Math.Abs(x - median)).Take(wanted - 2 * liars).Average();
            }),
            found.Delta);
        Assert.Equal(updates.Select(u => u.ClientId), found.LeftOut);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Geometric_median_has_no_better_point_beside_it()
    {
        var updates = Rounds.Of(new System.Random(7), clients: 7, dimension: 6);
        var point = Rounds.Make("geometricmedian", ("iterations", 200)).Aggregate(updates, 6).Delta!;
        var least = Total(updates, point);
        for (var d = 0; d < 6; d++)
        {
            foreach (var step in new[] { -0.01f, 0.01f })
            {
                var beside = point.ToArray();
                beside[d] += step;
                Assert.True(Total(updates, beside) > least);
            }
        }
    }

    /// <summary>Whoever is honest sends about (1, 1, …); what comes of it is near that, whatever the others send.</summary>
    [Theory]
    [InlineData("fedmedian", 0)]
    [InlineData("fedtrimmedavg", 0)]
    [InlineData("krum", 0)]
    [InlineData("krum", 4)]
    [InlineData("bulyan", 0)]
    [InlineData("geometricmedian", 0)]
    public void Third_that_colludes_moves_the_model_nowhere(string name, int kept)
    {
        const int dimension = 200;
        const int liars = 4;
        var dice = new System.Random(1_989);
        foreach (var lie in new Func<int, float>[] { _ => -1, _ => 1_000, d => d == 0 ? 50 : 1, _ => 0, d => d % 2 == 0 ? -3 : 5 })
        {
            var updates = Rounds.Of(dice, clients: 4 * liars + 3, dimension).Select((update, i) => update with
            {
                Samples = i < liars ? 1_000_000 : 10, // liars lie of that too
                Delta = Enumerable.Range(0, dimension)
                    .Select(d => i < liars ? lie(d) : 1 + (dice.NextSingle() - 0.5f) / 5).ToArray(),
            }).ToArray();
            var aggregator = name switch
            {
                "fedtrimmedavg" => Rounds.Make(name, ("beta", 0.25)),
                "krum" => Rounds.Make(name, ("num_malicious_clients", liars), ("num_clients_to_keep", Math.Max(1, kept))),
                "bulyan" => Rounds.Make(name, ("num_malicious_clients", liars)),
                "geometricmedian" => Rounds.Make(name, ("iterations", 50)),
                _ => Rounds.Make(name),
            };
            var delta = aggregator.Aggregate(updates, dimension).Delta!;


            // The geometric median gives way by about liars / honest of how far the honest lie apart: 4/15 of 0.8 here.
            var reach = name == "geometricmedian" ? 0.25f : 0.2f;
            Assert.All(delta, value => Assert.InRange(value, 1 - reach, 1 + reach));
            Assert.NotInRange(Rounds.Make("fedavg").Aggregate(updates, dimension).Delta![0], 0.8f, 1.2f); // it is a lie
        }
    }

    [Fact]
    public void Lengths_are_those_of_a_slow_loop_and_no_finite_update_overflows() => Prop.ForAll<int>(seed =>
    {
        var dice = new System.Random(seed);
        var pair = Rounds.Of(dice, clients: 2, dimension: dice.Next(1, 70));
        var (one, other) = (pair[0].Delta.ToArray(), pair[1].Delta.ToArray());
        Assert.Equal(one.Sum(x => (double)x * x), SquaredLength.Of(one), 1e-12);
        Assert.Equal(one.Zip(other, (a, b) => ((double)a - b) * ((double)a - b)).Sum(), SquaredLength.Between(one, other), 1e-12);
        Assert.True(double.IsFinite(SquaredLength.Between([.. one.Select(_ => float.MaxValue)], [.. one.Select(_ => float.MinValue)])));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Norm_clipping_keeps_the_direction_of_the_longest_update_that_there_can_be()
    {
        ClientUpdate huge = new("a", 1, 1, new[] { float.MaxValue, -float.MaxValue });
        var delta = Rounds.Make("normclipping").Aggregate([huge], 2).Delta!;
        Assert.Equal(Math.Sqrt(0.5), delta[0], 1e-6);
        Assert.Equal(-Math.Sqrt(0.5), delta[1], 1e-6);
    }

    [Theory]
    [InlineData("krum", 2, 6, 7)]
    [InlineData("bulyan", 2, 10, 11)]
    public void Promise_is_not_made_with_too_few(string name, int liars, int clients, int wanted)
    {
        var aggregator = Rounds.Make(name, ("num_malicious_clients", liars));
        var fault = Assert.Single(aggregator.Aggregate(Rounds.Of(new System.Random(1), clients, 5), 5).Faults);
        Assert.Contains($"found {clients} updates", fault.Message, StringComparison.Ordinal);
        Assert.Equal(wanted, aggregator.LeastClients);
        Assert.True(aggregator.Aggregate(Rounds.Of(new System.Random(1), wanted, 5), 5).IsValid);
    }

    private static double Score(ClientUpdate[] updates, int client, int nearest) => updates
        .Where((_, other) => other != client)
        .Select(other => other.Delta.ToArray().Zip(updates[client].Delta.ToArray(), (a, b) => ((double)a - b) * ((double)a - b)).Sum())
        .Order().Take(nearest).Sum();

    private static double Total(ClientUpdate[] updates, float[] point) => updates
        .Sum(update => Math.Sqrt(update.Delta.ToArray().Zip(point, (a, b) => ((double)a - b) * ((double)a - b)).Sum()));
}
