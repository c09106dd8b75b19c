using System.Collections;

namespace Arena.Core.Leagues;

/// <summary>Pairings that are computed when asked for, not kept.</summary>
internal sealed class IndexedPairings(int count, Func<int, Pairing> at) : IReadOnlyList<Pairing>
{
    public int Count => count;

    public Pairing this[int index] => at(index);

    public IEnumerator<Pairing> GetEnumerator()
    {
        for (var i = 0; i < count; i++) yield return at(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
