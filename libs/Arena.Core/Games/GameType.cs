using System.Collections.Immutable;
using Arena.Core.Primitives;

namespace Arena.Core.Games;

/// <summary>A game as the catalog knows it, before its parameters are chosen.</summary>
public sealed record GameType
{
    /// <summary>The one canonical name; OpenSpiel's where it has the game.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that are understood and turned into <see cref="Name"/>.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The name as people write it.</summary>
    public required string Title { get; init; }

    /// <summary>What the game is, in one line.</summary>
    public required string Description { get; init; }

    /// <summary>How many agents play.</summary>
    public int Seats { get; init; } = 2;

    /// <summary>Whether all seats choose at once. When they do not, a league lets each pairing swap seats.</summary>
    public bool IsSimultaneous { get; init; }

    /// <summary>Whether a seat may know things that others may not: then searchers cannot play it.</summary>
    public bool HasHiddenInformation { get; init; }

    /// <summary>What a league of it is ranked by; points by default.</summary>
    public RankBy RankBy { get; init; } = RankBy.Points;

    /// <summary>What can be adjusted; nothing by default.</summary>
    public ParameterSchema Parameters { get; init; } = ParameterSchema.None;

    /// <summary>Makes the game from parameters bound by <see cref="Parameters"/>.</summary>
    public required Func<ParameterSet, IGame> Create { get; init; }

    /// <summary>The canonical name.</summary>
    public override string ToString() => Name;
}
