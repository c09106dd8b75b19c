using System.Collections.Immutable;

namespace Arena.Core.Records;

/// <summary>What a replay found.</summary>
/// <param name="Differences">Where record and re-execution differ, in the order of the match; none: the record is true.</param>
/// <param name="Notes">What was not checked, and why.</param>
/// <param name="Actions">Actions that were played again.</param>
/// <param name="Asked">Actions that agents were asked for again.</param>
public sealed record ReplayReport(
    ImmutableArray<ReplayDifference> Differences, ImmutableArray<string> Notes, int Actions, int Asked)
{
    /// <summary>Whether everything stands as it was played.</summary>
    public bool IsTrue => Differences.IsEmpty;
}

/// <summary>Something in which record and re-execution differ.</summary>
/// <param name="Where">"move 12 (seat 1, grim)", "scores", "hash".</param>
/// <param name="Recorded">What the record says.</param>
/// <param name="Found">What re-execution gives.</param>
public sealed record ReplayDifference(string Where, string Recorded, string Found)
{
    /// <summary>A line of a report.</summary>
    public override string ToString() => $"{Where}: recorded {Recorded}; {Found}";
}
