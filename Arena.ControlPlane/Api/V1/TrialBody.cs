using Arena.ControlPlane.Trials;

namespace Arena.ControlPlane.Api.V1;

/// <summary>The first matches of a league that was not started.</summary>
/// <param name="Matches">How many the whole league has.</param>
/// <param name="Played">How many were played: those with the lowest numbers.</param>
/// <param name="End">Why no more were.</param>
internal sealed record TrialBody(
    string Name, string Game, string Format, int Matches, int Played, TrialEnd End, IReadOnlyList<StandingRowBody> Standings)
{
    public static TrialBody Of(Trial trial) => new(
        trial.League.Name, trial.League.Game, trial.League.Format, trial.Matches, trial.Played, trial.End,
        [.. trial.Rows.Select(StandingRowBody.Of)]);
}
