using Arena.Contracts.V1;
using Arena.Core.Ratings.Sequential;

namespace Arena.Cli.Leagues;

/// <summary>A league's sequential test, from wire to domain.</summary>
internal static class LeagueSprt
{
    public static SprtTest Test(this Sprt sprt) => new(
        sprt.Elo0, sprt.Elo1, sprt.Alpha, sprt.Beta,
        sprt.Model == SprtWords.Of(SprtModel.Logistic) ? SprtModel.Logistic : SprtModel.Normalized);

    public static ScoreCounts Observed(this Sprt sprt) => ScoreCounts.Of(sprt.Counts);

    /// <summary>Whether it has accepted a hypothesis.</summary>
    public static bool IsDecided(this Sprt? sprt) => sprt is not null && sprt.Decision != SprtWords.Of(SprtState.Running);
}
