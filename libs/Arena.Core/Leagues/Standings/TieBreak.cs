using System.Collections;
using System.Collections.Immutable;

namespace Arena.Core.Leagues.Standings;

/// <summary>A figure of a format's own: what it is called in tables and what it is for an agent.</summary>
public readonly record struct TieBreak(string Name, double Value);

/// <summary>An agent's tie-breaks, the first one that decides first. Equal when all of them are.</summary>
public sealed class TieBreakList(ImmutableArray<TieBreak> items) : IReadOnlyList<TieBreak>, IEquatable<TieBreakList>
{
    public static TieBreakList Empty { get; } = new([]);

    public int Count => items.Length;

    public TieBreak this[int index] => items[index];

    public bool Equals(TieBreakList? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as TieBreakList);

    public override int GetHashCode() => items.Aggregate(0, HashCode.Combine);

    public IEnumerator<TieBreak> GetEnumerator() => ((IEnumerable<TieBreak>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
