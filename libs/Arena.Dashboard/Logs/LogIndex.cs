using Arena.Dashboard.Storage;

namespace Arena.Dashboard.Logs;

/// <summary>The newest records of each resource, in the order of their arrival.</summary>
internal sealed class LogIndex(int perResource)
{
    private readonly Dictionary<int, BoundedRing<LogEntry>> _rings = [];

    public int Count => _rings.Values.Sum(r => r.Count);

    public void Add(in LogEntry entry)
    {
        if (!_rings.TryGetValue(entry.Resource, out var ring))
            _rings[entry.Resource] = ring = new BoundedRing<LogEntry>(perResource);
        ring.Add(entry);
    }

    public int CountOf(int resource) => _rings.TryGetValue(resource, out var ring) ? ring.Count : 0;

    /// <summary>Forgets what is in segments that are gone.</summary>
    public void TrimBefore(int segment)
    {
        foreach (var ring in _rings.Values)
        {
            while (ring.Count > 0 && ring[0].Location.Segment < segment)
                ring.RemoveFirst();
        }
    }

    public List<LogEntry> Matching(LogFilter filter)
    {
        var found = new List<LogEntry>();
        foreach (var (resource, ring) in _rings)
        {
            if (filter.Resources?.Contains(resource) == false)
                continue;
            // By arrival, so those after a sequence number are at the end.
            for (var i = ring.Count - 1; i >= 0 && ring[i].Sequence > filter.AfterSequence; i--)
            {
                if (filter.Matches(ring[i]))
                    found.Add(ring[i]);
            }
        }

        return found;
    }

    public void Clear() => _rings.Clear();
}
