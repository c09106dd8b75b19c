using Arena.Cli.Output;
using Arena.Core.Primitives;
using Arena.Core.Ratings.Fitting;

namespace Arena.Cli.Rate;

/// <summary>What somebody has asked <c>arena rate</c> for.</summary>
internal sealed record RateRequest
{
    public required IReadOnlyList<string> Files { get; init; }

    public required FitOptions Fit { get; init; }

    /// <summary>Rounds of the bootstrap that gives the intervals; 0 for the sandwich's.</summary>
    public required int Rounds { get; init; }

    /// <summary>Of the bootstrap.</summary>
    public required Seed Seed { get; init; }

    /// <summary>Who has played fewer games is rated, but not shown.</summary>
    public required long Fewest { get; init; }

    public required bool Crosstable { get; init; }

    /// <summary>Whether to show how sure it is of each two who is stronger.</summary>
    public required bool Superiority { get; init; }

    /// <summary>Whether to add Nash averaging and α-rank.</summary>
    public required bool Cycles { get; init; }

    /// <summary>The chance that the anytime test makes a false claim; null is no test.</summary>
    public required double? Alpha { get; init; }

    /// <summary>Whether to compare nodes.</summary>
    public required bool Nodes { get; init; }

    /// <summary>Whether a fault in a file is the end.</summary>
    public required bool Strict { get; init; }

    public required OutputFormat Format { get; init; }
}
