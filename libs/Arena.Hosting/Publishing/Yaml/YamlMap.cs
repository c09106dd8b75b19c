using System.Collections;

namespace Arena.Hosting.Publishing;

/// <summary>A mapping that keeps the order in which it was written. Null values are left out.</summary>
internal sealed class YamlMap : IEnumerable<KeyValuePair<string, object>>
{
    private readonly List<KeyValuePair<string, object>> _entries = [];

    public int Count => _entries.Count;

    public object? this[string key]
    {
        get => _entries.Where(e => e.Key == key).Select(e => e.Value).FirstOrDefault();
        set => Add(key, value);
    }

    public void Add(string key, object? value)
    {
        if (value is null)
            return;
        if (_entries.Any(e => e.Key == key))
            throw new InvalidOperationException($"The key '{key}' is there already.");
        _entries.Add(new(key, value));
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
