namespace Arena.Benchmarks.Grpc;

/// <summary>The figures of every round by name.</summary>
internal sealed class Samples
{
    private readonly Dictionary<string, List<double>> _byName = [];

    internal void Add(string name, double value)
    {
        if (!_byName.TryGetValue(name, out var list))
            _byName[name] = list = [];
        list.Add(value);
    }

    internal bool Has(string name) => _byName.ContainsKey(name);

    internal double Median(string name) => Middle(_byName[name].Order());

    /// <summary>
    /// Both figures of the round whose ratio is the middle one. They were taken one after the other: what else the
    /// machine did at the time weighs on both.
    /// </summary>
    internal (double Value, double Baseline) MedianPair(string name, string baseline) =>
        Middle(_byName[name].Zip(_byName[baseline]).OrderBy(pair => pair.First / pair.Second));

    private static T Middle<T>(IOrderedEnumerable<T> sorted)
    {
        var list = sorted.ToList();
        return list[list.Count / 2];
    }
}
