using Arena.Core.Learning;

namespace Arena.Tests.Core.Learning;

/// <summary>Aggregators that go from the mean, each beside what its paper says, written out coordinate by coordinate.</summary>
public sealed class ServerOptimizerTests
{
    private const int Dimension = 37;
    private const int RoundCount = 6;

    private readonly Random _dice = new(20_201_117);

    [Fact]
    public void FedProx_is_FedAvg_at_the_server()
    {
        var updates = Rounds.Of(_dice, clients: 5, Dimension);
        Assert.Equal(
            Rounds.Make("fedavg").Aggregate(updates, Dimension).Delta, Rounds.Make("fedprox").Aggregate(updates, Dimension).Delta);
    }

    [Fact]
    public void FedAvgM_keeps_momentum() => Compare(
        Rounds.Make("fedavgm", ("server_learning_rate", 0.5), ("server_momentum", 0.8)), (mean, round, before) =>
        {
            var m = 0.8 * before.M + mean;
            return (0.5 * m, (m, 0));
        });

    [Fact]
    public void FedAvgM_without_momentum_and_at_rate_1_is_FedAvg()
    {
        var updates = Rounds.Of(_dice, clients: 5, Dimension);
        var plain = Rounds.Make("fedavgm", ("server_momentum", 0)).Aggregate(updates, Dimension);
        Assert.Equal(Rounds.Make("fedavg").Aggregate(updates, Dimension).Delta, plain.Delta);
    }

    [Fact]
    public void FedAdagrad_divides_by_all_that_was() => Compare(
        Rounds.Make("fedadagrad", ("eta", 0.1), ("tau", 0.001)), (mean, round, before) =>
        {
            var v = before.V + mean * mean;
            return (0.1 * mean / (Math.Sqrt(v) + 0.001), (mean, v));
        });

    [Fact]
    public void FedAdam_is_Adam_on_the_mean() => Compare(
        Rounds.Make("fedadam", ("eta", 0.1), ("beta_1", 0.9), ("beta_2", 0.99), ("tau", 0.001)), (mean, round, before) =>
        {
            var (m, v) = (0.9 * before.M + 0.1 * mean, 0.99 * before.V + 0.01 * mean * mean);
            var (fairM, fairV) = (m / (1 - Math.Pow(0.9, round)), v / (1 - Math.Pow(0.99, round)));
            return (0.1 * fairM / (Math.Sqrt(fairV) + 0.001 / Math.Sqrt(1 - Math.Pow(0.99, round))), (m, v));
        });

    [Fact]
    public void FedYogi_goes_towards_the_square_by_a_part_of_it() => Compare(
        Rounds.Make("fedyogi", ("eta", 0.1), ("beta_1", 0.9), ("beta_2", 0.99), ("tau", 0.001)), (mean, round, before) =>
        {
            var square = mean * mean;
            var v = before.V < square ? before.V + 0.01 * square : before.V - 0.01 * square;
            var m = 0.9 * before.M + 0.1 * mean;
            var rate = 0.1 * Math.Sqrt(1 - Math.Pow(0.99, round)) / (1 - Math.Pow(0.9, round));
            return (rate * m / (Math.Sqrt(v) + 0.001), (m, v));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void QFedAvg_weighs_by_loss_as_its_paper_says(double q)
    {
        var updates = Rounds.Of(_dice, clients: 4, Dimension);
        const double lipschitz = 1 / 0.2;
        var total = updates.Sum(u =>
            q * Math.Pow(u.Loss, q - 1) * u.Delta.ToArray().Sum(x => (double)x * x) * lipschitz * lipschitz
            + lipschitz * Math.Pow(u.Loss, q));
        var slow = Enumerable.Range(0, Dimension)
            .Select(d => updates.Sum(u => Math.Pow(u.Loss, q) * lipschitz * u.Delta.Span[d]) / total);
        var fast = Rounds.Make("qfedavg", ("q_param", q), ("qffl_learning_rate", 0.2)).Aggregate(updates, Dimension);
        Rounds.AssertNear(slow, fast.Delta);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void QFedAvg_wants_a_loss(double loss)
    {
        var update = Rounds.Of(_dice, clients: 1, Dimension)[0] with { Loss = loss };
        Assert.Contains("loss", Rounds.Make("qfedavg").Check(update, Dimension)!.Message, StringComparison.Ordinal);
        Assert.Null(Rounds.Make("fedavg").Check(update, Dimension));
    }

    [Fact]
    public void FedBuff_weighs_what_is_stale_less_and_refuses_what_is_too_stale()
    {
        var updates = Rounds.Of(_dice, clients: 3, Dimension).Select((update, i) => update with { Staleness = i * 3 }).ToArray();
        var buffer = Rounds.Make("fedbuff", ("server_learning_rate", 2), ("staleness_exponent", 0.5), ("max_staleness", 6));
        var slow = Enumerable.Range(0, Dimension)
            .Select(d => 2.0 / 3 * updates.Sum(u => u.Delta.Span[d] / Math.Sqrt(1 + u.Staleness)));
        Rounds.AssertNear(slow, buffer.Aggregate(updates, Dimension).Delta);
        Assert.Contains(
            "7 behind; wanted at most 6", buffer.Check(updates[0] with { Staleness = 7 }, Dimension)!.Message, StringComparison.Ordinal);
        Assert.NotNull(Rounds.Make("fedavg").Check(updates[1], Dimension));
    }

    [Fact]
    public void Norm_clipping_shortens_the_long_and_leaves_the_short()
    {
        var updates = Rounds.Of(_dice, clients: 3, Dimension);
        var scaled = updates.Select(u => u with { Delta = u.Delta.ToArray().Select(x => x * (u == updates[0] ? 1000 : 1e-3f)).ToArray() })
            .ToArray();
        var samples = (double)updates.Sum(u => u.Samples);
        var length = Math.Sqrt(scaled[0].Delta.ToArray().Sum(x => (double)x * x));
        var slow = Enumerable.Range(0, Dimension).Select(d => scaled
            .Sum(u => u.Samples / samples * u.Delta.Span[d] * (u == scaled[0] ? 1 / length : 1)));
        Rounds.AssertNear(slow, Rounds.Make("normclipping").Aggregate(scaled, Dimension).Delta);
    }

    private void Compare(
        IAggregator aggregator, Func<double, int, (double M, double V), (double Delta, (double M, double V) Next)> slow)
    {
        var kept = new (double M, double V)[Dimension];
        ServerState? state = null;
        for (var round = 1; round <= RoundCount; round++)
        {
            var updates = Rounds.Of(_dice, clients: 4, Dimension);
            var samples = (double)updates.Sum(u => u.Samples);
            var wanted = new double[Dimension];
            for (var d = 0; d < Dimension; d++)
            {
                var mean = updates.Sum(u => u.Samples / samples * u.Delta.Span[d]);
                (wanted[d], kept[d]) = slow(mean, round, kept[d]);
            }

            var found = aggregator.Aggregate(updates, Dimension, state);
            Rounds.AssertNear(wanted, found.Delta);
            state = found.Next;
            Assert.Equal(round, state!.Rounds);
        }
    }
}
