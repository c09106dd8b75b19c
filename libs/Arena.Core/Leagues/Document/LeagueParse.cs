using System.Diagnostics.CodeAnalysis;

namespace Arena.Core.Leagues.Document;

/// <summary>What became of a league document: a definition, or everything that is wrong with it.</summary>
public sealed record LeagueParse(LeagueDefinition? Definition, IReadOnlyList<LeagueFault> Faults)
{
    /// <summary>What was passed over in a good document, such as games of an opening book that cannot be played.</summary>
    public IReadOnlyList<LeagueFault> Notes { get; init; } = [];

    /// <summary>Whether there is a definition: then there are no faults.</summary>
    [MemberNotNullWhen(true, nameof(Definition))]
    public bool IsValid => Definition is not null;
}
