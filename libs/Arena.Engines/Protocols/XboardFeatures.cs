namespace Arena.Engines.Protocols;

/// <summary>
/// What an engine says of itself in lines such as: feature ping=1 setboard=0 myname="Fairy-Max" option="Hash -spin 1 0 9".
/// </summary>
internal sealed class XboardFeatures
{
    private const int MostOptions = 1000;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The names of its options.</summary>
    public List<string> Options { get; } = [];

    /// <summary>Whether it has said that this is all.</summary>
    public bool IsDone => this["done"] == "1";

    /// <summary>A feature's value; empty when it was not told.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    public void Add(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var equals = line.IndexOf('=', at);
            if (equals < 0) return;
            var name = line[at..equals].Trim();
            name = name[(name.LastIndexOf(' ') + 1)..];
            var quoted = equals + 1 < line.Length && line[equals + 1] == '"';
            var start = quoted ? equals + 2 : equals + 1;
            var end = start < line.Length ? line.IndexOf(quoted ? '"' : ' ', start) : -1;
            if (end < 0) end = line.Length;
            Set(name, line[start..end]);
            at = end + 1;
        }
    }

    private void Set(string name, string value)
    {
        if (name != "option")
        {
            if (_values.Count < MostOptions) _values[name] = value;
        }
        else if (Options.Count < MostOptions)
        {
            // "Name -type …"; a name may have dashes in it, but not after a space.
            var end = value.IndexOf(" -", StringComparison.Ordinal);
            Options.Add(end < 0 ? value : value[..end]);
        }
    }
}
