using System.Collections.Immutable;

namespace Arena.Core.Learning;

/// <summary>Every aggregator Arena knows.</summary>
public static class Aggregators
{
    /// <summary>All of them, the default first.</summary>
    public static ImmutableArray<IAggregator> All { get; } = [new FedAvg(), new FedNova()];

    /// <summary>Their names, in the same order.</summary>
    public static IEnumerable<string> Names => All.Select(aggregator => aggregator.Name);

    /// <summary>The aggregator of that name; null when there is none.</summary>
    public static IAggregator? Find(string name) => All.FirstOrDefault(aggregator => aggregator.Name == name);
}
