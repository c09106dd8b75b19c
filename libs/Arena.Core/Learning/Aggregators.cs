using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Learning;

/// <summary>Every aggregator Arena knows.</summary>
public static class Aggregators
{
    private static readonly ParameterSchema _proximal = new(
        [ParameterDefinition.Number("proximal_mu", 0.1, 0, 1_000, "told to clients: how strongly they are held to where they started")]);

    /// <summary>All of them, the default first.</summary>
    public static ImmutableArray<AggregatorType> All { get; } =
    [
        new() { Name = "fedavg", Description = "the mean, weighted by samples", Create = _ => new FedAvg() },
        new() { Name = "fednova", Description = "the mean of steps, however many each client took", Create = _ => new FedNova() },
        new()
        {
            Name = "fedprox", Description = "the mean, of clients that keep near where they started", Parameters = _proximal,
            Create = _ => new FedAvg("fedprox"),
        },
        new()
        {
            Name = "fedavgm", Description = "the mean, with momentum", Parameters = FedAvgM.Parameters,
            Create = p => new FedAvgM(p.Number("server_learning_rate"), p.Number("server_momentum")),
        },
        new()
        {
            Name = "fedadagrad", Description = "the mean, by Adagrad", Parameters = AdaptiveServer.Plain,
            Create = p => new AdaptiveServer("fedadagrad", p, AdaptiveServer.Sum),
        },
        new()
        {
            Name = "fedadam", Description = "the mean, by Adam", Parameters = AdaptiveServer.Adam,
            Create = p => new AdaptiveServer("fedadam", p, AdaptiveServer.Mean),
        },
        new()
        {
            Name = "fedyogi", Description = "the mean, by Yogi", Parameters = AdaptiveServer.Yogi,
            Create = p => new AdaptiveServer("fedyogi", p, AdaptiveServer.Towards),
        },
        new()
        {
            Name = "qfedavg", Description = "a mean in which those with a higher loss weigh more", Parameters = QFedAvg.Parameters,
            Create = p => new QFedAvg(p.Number("q_param"), p.Number("qffl_learning_rate")),
        },
        new()
        {
            Name = "fedbuff", Description = "a mean in which what is stale weighs less; nobody is waited for",
            Parameters = FedBuff.Parameters,
            Create = p => new FedBuff(p.Number("server_learning_rate"), p.Number("staleness_exponent"), p.Integer("max_staleness")),
        },
        new()
        {
            Name = "normclipping", Description = "the mean, of updates of a greatest length", Parameters = NormClipping.Parameters,
            Create = p => new NormClipping(p.Number("clipping_norm")),
        },
        new() { Name = "fedmedian", Description = "each coordinate's median", Create = _ => new FedMedian() },
        new()
        {
            Name = "fedtrimmedavg", Description = "each coordinate's mean without its extremes", Parameters = FedTrimmedAvg.Parameters,
            Create = p => new FedTrimmedAvg(p.Number("beta")),
        },
        new()
        {
            Name = "krum", Description = "the most central update, or the mean of some", Parameters = Krum.Parameters,
            Create = p => new Krum(p.Integer("num_malicious_clients"), p.Integer("num_clients_to_keep")),
        },
        new()
        {
            Name = "bulyan", Description = "each coordinate's mean near the median, of updates that Krum chose",
            Parameters = Bulyan.Parameters, Create = p => new Bulyan(p.Integer("num_malicious_clients")),
        },
        new()
        {
            Name = "geometricmedian", Description = "the point with the least sum of distances", Parameters = GeometricMedian.Parameters,
            Create = p => new GeometricMedian(p.Integer("iterations"), p.Number("smoothing")),
        },
    ];

    /// <summary>Their names, in the same order.</summary>
    public static IEnumerable<string> Names => All.Select(aggregator => aggregator.Name);

    /// <summary>The aggregator of that name with those parameters. Null when there is none, or they are not its own.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="values">Its parameters; those that are not given have their defaults.</param>
    /// <param name="parameters">All of them.</param>
    /// <param name="fault">What is wrong: empty when nothing is.</param>
    public static IAggregator? Create(
        string name, IEnumerable<KeyValuePair<string, double>> values, out ParameterSet parameters, out string fault)
    {
        parameters = ParameterSchema.None.Defaults;
        if (Find(name) is not { } type)
        {
            fault = $"aggregator is '{name}'{NearMiss.Hint(name, Names)}";
            return null;
        }

        var faults = new List<ParameterFault>();
        parameters = type.Parameters.Bind(values, faults);
        fault = string.Join("; ", faults.Select(wrong => $"parameters.{wrong.Name}: {wrong.Message}"));
        return faults.Count == 0 ? type.Create(parameters) : null;
    }

    /// <summary>The aggregator of that name; null when there is none.</summary>
    public static AggregatorType? Find(string name) => All.FirstOrDefault(aggregator => aggregator.Name == name);
}
