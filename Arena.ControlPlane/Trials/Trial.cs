using Arena.Core.Leagues;
using Arena.Core.Leagues.Standings;

namespace Arena.ControlPlane.Trials;

/// <summary>The first matches of a league, played without starting it.</summary>
/// <param name="League">What was tried.</param>
/// <param name="Matches">How many matches the whole league has.</param>
/// <param name="Played">How many of them were played: those with the lowest numbers.</param>
/// <param name="Rows">The table after these.</param>
/// <param name="End">Why it ended.</param>
public sealed record Trial(LeagueDefinition League, int Matches, int Played, IReadOnlyList<StandingRow> Rows, TrialEnd End)
{
    /// <summary>That in words.</summary>
    public string Why => End switch
    {
        TrialEnd.Complete => "All matches were played.",
        TrialEnd.Matches => $"A try is of {TrialRunner.MostMatches} matches at most.",
        _ => $"A try takes {TrialRunner.MostTime.TotalSeconds:0} seconds at most.",
    };
}

/// <summary>Why a try ended.</summary>
public enum TrialEnd
{
    /// <summary>All matches were played.</summary>
    Complete,

    /// <summary>As many as a try may have.</summary>
    Matches,

    /// <summary>Its time was over.</summary>
    Time,
}
