namespace Arena.Core.Agents.Dilemma;

/// <summary>
/// Where the fifteen strategies of the first tournament are described: R. Axelrod, "Effective Choice in the
/// Prisoner's Dilemma", Journal of Conflict Resolution 24(1), 1980, pp. 3-25. The original programs are lost; where
/// the paper is unclear, the reading here is the one which the Axelrod-Python library documents, and the strategy's
/// comment says so.
/// </summary>
internal static class FirstTournament
{
    public static string By(string author) => $"{author}, in Axelrod 1980, \"Effective Choice in the Prisoner's Dilemma\"";
}
