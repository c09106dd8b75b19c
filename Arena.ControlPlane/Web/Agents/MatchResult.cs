using System.Globalization;
using Arena.Core.Leagues.Formats;

namespace Arena.ControlPlane.Web.Agents;

/// <summary>A match's scores as one of its agents sees them.</summary>
internal static class MatchResult
{
    /// <param name="isFirst">Whether that agent had the first seat.</param>
    public static string For(PlayedMatch match, bool isFirst)
    {
        var (own, other) = (match.Outcome.FirstScore, match.Outcome.SecondScore);
        if (!isFirst)
            (own, other) = (other, own);
        return string.Create(CultureInfo.InvariantCulture, $"{own:0.##} – {other:0.##}{(match.Outcome.Forfeited ? " forfeit" : "")}");
    }
}
