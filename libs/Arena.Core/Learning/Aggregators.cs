using System.Collections.Immutable;

namespace Arena.Core.Learning;

/// <summary>Every aggregator Arena knows.</summary>
public static class Aggregators
{
    public static ImmutableArray<IAggregator> All { get; } = [new FedAvg(), new FedNova()];

    public static IEnumerable<string> Names => All.Select(aggregator => aggregator.Name);

    public static IAggregator? Find(string name) => All.FirstOrDefault(aggregator => aggregator.Name == name);
}
