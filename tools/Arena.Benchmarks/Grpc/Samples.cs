namespace Arena.Benchmarks.Grpc;

/// <summary>The figures of every round by name; the middle one counts.</summary>
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

    internal double Median(string name)
    {
        var sorted = _byName[name].Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
