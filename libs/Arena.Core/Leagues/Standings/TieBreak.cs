using System.Collections;
using System.Collections.Immutable;

namespace Arena.Core.Leagues.Standings;

/// <summary>A figure of a format's own: what it is called in tables and what it is for an agent.</summary>
public readonly record struct TieBreak(string Name, double Value);

/// <summary>An agent's tie-breaks, the first one that decides first. Equal when all of them are.</summary>
public sealed class TieBreakList(ImmutableArray<TieBreak> items) : IReadOnlyList<TieBreak>, IEquatable<TieBreakList>
{
    /// <summary>No tie-breaks: points alone decide.</summary>
    public static TieBreakList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public TieBreak this[int index] => items[index];

    /// <summary>Whether both have the same tie-breaks in the same order.</summary>
    public bool Equals(TieBreakList? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TieBreakList);

    /// <inheritdoc/>
    public override int GetHashCode() => items.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<TieBreak> GetEnumerator() => ((IEnumerable<TieBreak>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
