namespace Arena.ControlPlane.Work;

/// <summary>Tasks of a league that a node does not play.</summary>
/// <param name="Passing">Whether the node can play others of the league.</param>
internal sealed record Refusal(string LeagueId, IReadOnlyCollection<long> TaskIds, string Why, bool Passing);
