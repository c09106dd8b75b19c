using Arena.Core.Ratings.Sequential;

namespace Arena.Core.Leagues.Standings;

/// <summary>Where a league's sequential test stands.</summary>
/// <param name="Test">Its hypotheses and errors.</param>
/// <param name="Counts">The observations so far: matches, or pairs of them with seats swapped.</param>
/// <param name="Report">The log-likelihood ratio, its bounds, and whether it has reached one.</param>
public sealed record SprtReading(SprtTest Test, ScoreCounts Counts, SprtReport Report)
{
    /// <summary>After these observations.</summary>
    public static SprtReading Of(SprtTest test, ScoreCounts counts)
    {
        ArgumentNullException.ThrowIfNull(test);
        return new(test, counts, test.Report(counts));
    }

    /// <summary>What came of it, in a sentence; null while it runs.</summary>
    public string? Verdict => Report.State == SprtState.Running
        ? null
        : FormattableString.Invariant(
            $"{SprtWords.Of(Report.State)} is accepted: LLR {Report.Llr:0.00} of ({Report.Lower:0.00}, {Report.Upper:0.00})")
            + FormattableString.Invariant($" after {Counts.Games} games");
}
