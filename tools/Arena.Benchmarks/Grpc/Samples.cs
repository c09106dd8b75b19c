namespace Arena.Benchmarks.Grpc;

/// <summary>The figures of every round by name.</summary>
internal sealed class Samples
{
    private readonly Dictionary<string, List<double>> _byName = [];

    public void Add(string name, double value)
    {
        if (!_byName.TryGetValue(name, out var list))
            _byName[name] = list = [];
        list.Add(value);
    }

    /// <summary>
    /// Both figures of the round whose ratio is the middle one. They were taken one after the other: what else the
    /// machine did at the time weighs on both.
    /// </summary>
    public (double Value, double Baseline) MedianPair(string name, string baseline)
    {
        var pairs = _byName[name].Zip(_byName[baseline]).OrderBy(pair => pair.First / pair.Second).ToList();
        return pairs[pairs.Count / 2];
    }
}
