using Arena.Core.Ratings.Sequential;

namespace Arena.Cli.Learn;

/// <summary>How a version of a model did.</summary>
/// <param name="Version">Rounds behind it.</param>
/// <param name="Matches">Matches of self-play behind it, of all clients.</param>
/// <param name="Loss">The mean of its clients' losses; null for version 0.</param>
/// <param name="Anchors">Against each anchor, in the document's order: how often it made how many points.</param>
internal sealed record VersionMeasure(long Version, long Matches, double? Loss, IReadOnlyList<ScoreCounts> Anchors);
