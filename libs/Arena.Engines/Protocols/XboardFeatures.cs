namespace Arena.Engines.Protocols;

/// <summary>
/// What an engine says of itself in lines such as: feature ping=1 setboard=0 myname="Fairy-Max" option="Hash -spin 1 0 9".
/// </summary>
internal sealed class XboardFeatures
{
    private const int MostOptions = 1000;

    private readonly Lock _lock = new(); // an engine may go on telling while it is taken at its word
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _options = [];

    /// <summary>The names of its options.</summary>
    public IReadOnlyList<string> Options
    {
        get
        {
            lock (_lock)
                return [.. _options];
        }
    }

    /// <summary>Whether it has said that this is all.</summary>
    public bool IsDone => this["done"] == "1";

    /// <summary>A feature's value; empty when it was not told.</summary>
    public string this[string name]
    {
        get
        {
            lock (_lock)
                return _values.GetValueOrDefault(name, "");
        }
    }

    public void Add(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var equals = line.IndexOf('=', at);
            if (equals < 0) return;
            var name = LineWords.Of(line[at..equals]).LastOrDefault("");
            var start = equals + 1;
            var quoted = start < line.Length && line[start] == '"';
            if (quoted) start++;
            var end = start;
            while (end < line.Length && (quoted ? line[end] != '"' : !char.IsWhiteSpace(line[end]))) end++;
            Set(name, line[start..end]);
            at = end + 1;
        }
    }

    private void Set(string name, string value)
    {
        lock (_lock)
        {
            if (name != "option")
            {
                if (_values.Count < MostOptions) _values[name] = value;
            }
            else if (_options.Count < MostOptions)
            {
                // "Name -type …"; a name may have dashes in it, but not at the beginning of a word.
                _options.Add(string.Join(' ', LineWords.Of(value).TakeWhile((word, index) => index == 0 || !word.StartsWith('-'))));
            }
        }
    }
}
