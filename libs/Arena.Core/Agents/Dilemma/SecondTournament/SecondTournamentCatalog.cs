namespace Arena.Core.Agents.Dilemma.SecondTournament;

/// <summary>
/// Where the second tournament's strategies are described: R. Axelrod, "More Effective Choice in the Prisoner's Dilemma",
/// Journal of Conflict Resolution 24(3), 1980, pp. 379-403.
/// </summary>
internal static class SecondTournamentCatalog
{
    public static string By(string author) => $"{author}, in Axelrod 1980, \"More Effective Choice in the Prisoner's Dilemma\"";
}
