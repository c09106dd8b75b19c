using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// What was found of keys, for a while. Whoever tries out what is none fills it; then it begins anew, since finding out again costs little.
/// </summary>
/// <param name="good">For how long what was found counts.</param>
/// <param name="time">Says how old it is.</param>
public sealed class TimedCache<T>(TimeSpan good, TimeProvider time)
{
    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<string, (T Found, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>False when nothing was found of it, or too long ago.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out T found)
    {
        var isKnown = _known.TryGetValue(name, out var known) && time.GetUtcNow() < known.Until;
        found = known.Found;
        return isKnown;
    }

    /// <summary>Keeps what was found of it by a search that began at this time: what happened since may be missing in it.</summary>
    public void Set(string name, T found, DateTimeOffset asked)
    {
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[name] = (found, asked + good);
    }

    public void Forget(string name) => _known.TryRemove(name, out _);
}
