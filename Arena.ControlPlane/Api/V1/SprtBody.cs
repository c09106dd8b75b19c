using Arena.Core.Leagues.Standings;
using Arena.Core.Ratings.Sequential;

namespace Arena.ControlPlane.Api.V1;

/// <summary>A sequential test of the first agent against the second.</summary>
/// <param name="Model">What elo0 and elo1 are differences of: normalized or logistic.</param>
/// <param name="Llr">The log-likelihood ratio of H1 against H0.</param>
/// <param name="Lower">H0 is accepted at or below.</param>
/// <param name="Upper">H1 is accepted at or above.</param>
/// <param name="Decision">What is accepted; continue while neither is.</param>
/// <param name="Elo">How much stronger the first agent has shown itself; null while that is not finite.</param>
/// <param name="EloError">Half of its 95 % interval.</param>
/// <param name="Los">The chance that the first is the stronger.</param>
/// <param name="Games">Those that the test has looked at.</param>
/// <param name="Counts">Matches by the first agent's score (0, ½, 1), or pairs of them by their sum (0, ½, 1, 1½, 2).</param>
internal sealed record SprtBody(
    double Elo0, double Elo1, double Alpha, double Beta, string Model, double Llr, double Lower, double Upper, string Decision,
    double? Elo, double? EloError, double Los, long Games, IReadOnlyList<long> Counts)
{
    public static SprtBody Of(SprtReading reading)
    {
        var (test, counts, report) = reading;
        var estimate = MatchEstimate.Of(counts);
        return new(
            test.Elo0, test.Elo1, test.Alpha, test.Beta, SprtWords.Of(test.Model), report.Llr, report.Lower, report.Upper,
            SprtWords.Of(report.State), estimate.Elo, estimate.EloError, estimate.Superiority, counts.Games, [.. counts.Counts]);
    }
}
