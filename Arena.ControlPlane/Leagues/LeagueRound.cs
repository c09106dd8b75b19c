using Arena.Core.Leagues;

namespace Arena.ControlPlane.Leagues;

/// <summary>A round of a league.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Paired">How many rounds are paired.</param>
/// <param name="Rounds">How many the league has.</param>
/// <param name="Matches">With their results where they have one.</param>
public sealed record LeagueRound(
    int Number, int Paired, int Rounds, IReadOnlyList<(ScheduledMatch Pairing, MatchOutcome? Outcome)> Matches);
