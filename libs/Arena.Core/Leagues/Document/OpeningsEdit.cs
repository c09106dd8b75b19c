using System.Diagnostics.CodeAnalysis;

namespace Arena.Core.Leagues.Document;

/// <summary>What came of putting a file's openings into a league document.</summary>
/// <param name="Document">The document that has them now; null where there were faults.</param>
/// <param name="Count">How many openings it has.</param>
/// <param name="Faults">Why the document is as it was.</param>
public sealed record OpeningsEdit(string? Document, int Count, IReadOnlyList<LeagueFault> Faults)
{
    /// <summary>What of the file was left out: games that cannot be played, openings above what a document may have.</summary>
    public IReadOnlyList<LeagueFault> Notes { get; init; } = [];

    /// <summary>Whether there is a document.</summary>
    [MemberNotNullWhen(true, nameof(Document))]
    public bool IsDone => Document is not null;
}
