using Arena.Core.Learning;
using FsCheck;
using FsCheck.Fluent;

namespace Arena.Tests.Core.Learning;

public sealed class AggregatorTests
{
    private static readonly IAggregator Average = Rounds.Make("fedavg");
    private static readonly IAggregator Nova = Rounds.Make("fednova");

    [Fact]
    public void FedAvg_weighs_by_samples()
    {
        var result = Average.Aggregate([Update("a", 30, 1, 1, 0), Update("b", 10, 9, 5, -4)], 2);
        Assert.Equal([2f, -1f], result.Delta!);
        Assert.Equal((2, 40, 3.0), (result.Clients, result.Samples, result.EffectiveSteps));
    }

    [Fact]
    public void FedNova_normalizes_by_local_steps()
    {
        // p = (3/4, 1/4), tau = (1, 9): tau_eff = 3; the normalized directions are (1, 0) and (5, -4)/9.
        var result = Nova.Aggregate([Update("a", 30, 1, 1, 0), Update("b", 10, 9, 5, -4)], 2);
        Assert.Equal(3 * (0.75 + 0.25 * 5 / 9), result.Delta![0], 6);
        Assert.Equal(3 * (0.25 * -4 / 9), result.Delta[1], 6);
    }

    [Fact]
    public void FedNova_is_FedAvg_bit_for_bit_when_all_take_equally_many_steps() => Prop.ForAll<int>(seed =>
    {
        var updates = Round(seed, clients: 7, dimension: 33, steps: _ => 5);
        return Average.Aggregate(updates, 33).Delta!.SequenceEqual(Nova.Aggregate(updates, 33).Delta!);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_of_arrival_shows_in_no_bit() => Prop.ForAll<int>(seed =>
    {
        var updates = Round(seed, clients: 9, dimension: 5000, steps: i => i + 1);
        var shuffled = updates.ToArray();
        new System.Random(seed).Shuffle(shuffled);
        return Aggregators.Names.Select(name => Rounds.Make(name))
            .All(a => a.Aggregate(updates, 5000).Delta!.SequenceEqual(a.Aggregate(shuffled, 5000).Delta!));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sum_agrees_with_a_slow_obvious_one()
    {
        var updates = Round(3, clients: 5, dimension: 4099, steps: i => i + 2);
        var total = (double)updates.Sum(u => u.Samples);
        var result = Average.Aggregate(updates, 4099).Delta!;
        for (var d = 0; d < result.Length; d++)
            Assert.InRange(result[d] - updates.Sum(u => u.Samples / total * u.Delta.Span[d]), -1e-6, 1e-6);
    }

    /// <summary>
    /// F_i(x) = ½|x - e_i|², tau_i steps of gradient descent at rate eta from the global x: the client moves by
    /// (1 - (1 - eta)^tau_i)(e_i - x). FedAvg settles at the sum of p_i (1 - (1 - eta)^tau_i) e_i over that of p_i (1 - (1 - eta)^tau_i),
    /// and FedNova, whose step norm here is (1 - (1 - eta)^tau_i) / eta, at the optimum, the sum of p_i e_i (Wang et al., 2020).
    /// </summary>
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void Quadratics_settle_where_FedNovas_paper_says(double eta)
    {
        (long Samples, int Steps)[] clients = [(10, 1), (30, 5), (60, 20)];
        var share = clients.Select(c => c.Samples / 100.0).ToArray();
        var pull = clients.Select(c => 1 - Math.Pow(1 - eta, c.Steps)).ToArray();
        var balance = share.Zip(pull, (p, w) => p * w).Sum();

        // As the aggregators weigh them; in double precision, since float32 deltas have seven digits.
        var round = UpdateRound.Of(Nova, [.. clients.Select((c, i) =>
            Update($"c{i}", c.Samples, c.Steps, 0, 0, 0) with { StepNorm = pull[i] / eta })], 3, out _)!;
        var average = FixedPoint(round.Shares, pull);
        var nova = FixedPoint(FedNova.WeightsOf(round), pull);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(share[i] * pull[i] / balance, average[i], 1e-9);
            Assert.Equal(share[i], nova[i], 1e-9);
        }
    }

    [Fact]
    public void FedNova_divides_by_the_step_norm_where_there_is_one()
    {
        ClientUpdate[] updates = [Update("a", 30, 1, 1, 0) with { StepNorm = 2 }, Update("b", 10, 9, 5, -4)];
        var delta = Nova.Aggregate(updates, 2).Delta!; // tau_eff = 3/4 · 2 + 1/4 · 9
        Assert.Equal(3.75 * (0.75 / 2 + 0.25 * 5 / 9), delta[0], 1e-6);
        Assert.Equal(3.75 * (0.25 * -4 / 9), delta[1], 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Step_norm_that_cannot_be_is_refused(double norm) =>
        Assert.Contains("step norm", Nova.Check(Update("a", 1, 1, 1) with { StepNorm = norm }, 1)!.Message);

    public static TheoryData<string, long, int, float[], string> BadUpdates => new()
    {
        { "a", 5, 1, [1, 2], "found 2 dimensions; wanted 3" },
        { "a", 0, 1, [1, 2, 3], "found 0 samples; wanted at least 1" },
        { "a", -4, 1, [1, 2, 3], "found -4 samples; wanted at least 1" },
        { "a", 5, 0, [1, 2, 3], "found 0 local steps; wanted at least 1" },
        { "a", 5, -1, [1, 2, 3], "found -1 local steps" },
        { "a", 5, 1, [1, float.NaN, 3], "found NaN at dimension 1; wanted finite numbers" },
        { "a", 5, 1, [1, 2, float.NegativeInfinity], "found -Infinity at dimension 2; wanted finite numbers" },
        { " ", 5, 1, [1, 2, 3], "found no client id" },
    };

    [Theory]
    [MemberData(nameof(BadUpdates))]
    public void Bad_update_is_told_with_what_was_wanted_and_changes_nothing(
        string client, long samples, int steps, float[] delta, string message)
    {
        var bad = new ClientUpdate(client, samples, steps, delta);
        var fault = Nova.Check(bad, 3);
        Assert.Contains(message, fault!.Message);
        var round = Nova.Aggregate([Update("good", 1, 1, 0, 0, 0), bad], 3);
        Assert.False(round.IsValid);
        Assert.Equal([fault], round.Faults);
    }

    [Fact]
    public void FedAvg_does_not_ask_for_steps() => Assert.Null(Average.Check(Update("a", 1, 0, 1), 1));

    [Fact]
    public void Empty_round_and_two_updates_of_one_client_are_faults()
    {
        Assert.Contains("found no updates", Assert.Single(Average.Aggregate([], 3).Faults).Message);
        Assert.Contains("two updates", Assert.Single(Average.Aggregate([Update("a", 1, 1, 1), Update("a", 1, 1, 2)], 1).Faults).Message);
    }

    [Fact]
    public void Sum_that_overflows_is_a_fault() =>
        Assert.Contains("overflows", Assert.Single(
            Nova.Aggregate([Update("a", 1, 1, float.MaxValue), Update("b", 1, 1000, float.MaxValue)], 1).Faults).Message);

    [Fact]
    public void Find_knows_the_names()
    {
        foreach (var type in Aggregators.All)
        {
            Assert.Same(type, Aggregators.Find(type.Name));
            Assert.Equal(type.Name, type.Create(type.Parameters.Defaults).Name);
        }

        Assert.Null(Aggregators.Find("FedAvg"));
    }

    // One-hot optima: coordinate d of client i's is 1 where d is i.
    private static double[] FixedPoint(double[] weights, double[] pull)
    {
        var x = new double[weights.Length];
        for (var round = 0; round < 20_000; round++)
        {
            for (var d = 0; d < x.Length; d++)
            {
                var before = x[d];
                for (var i = 0; i < weights.Length; i++)
                    x[d] += weights[i] * pull[i] * ((d == i ? 1 : 0) - before);
            }
        }

        return x;
    }

    private static ClientUpdate Update(string client, long samples, int steps, params float[] delta) => new(client, samples, steps, delta);

    private static ClientUpdate[] Round(int seed, int clients, int dimension, Func<int, int> steps) =>
        Rounds.Of(new System.Random(seed), clients, dimension, steps);
}
