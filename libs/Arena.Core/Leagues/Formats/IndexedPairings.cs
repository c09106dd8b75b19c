using System.Collections;

namespace Arena.Core.Leagues.Formats;

/// <summary>Pairings that are computed when asked for, not kept.</summary>
internal sealed class IndexedPairings(int count, Func<int, ScheduledMatch> at) : IReadOnlyList<ScheduledMatch>
{
    public int Count => count;

    public ScheduledMatch this[int index] => at(index);

    public IEnumerator<ScheduledMatch> GetEnumerator()
    {
        for (var i = 0; i < count; i++) yield return at(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
