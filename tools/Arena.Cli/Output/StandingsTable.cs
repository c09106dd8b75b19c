using System.Globalization;
using Arena.Contracts.V1;

namespace Arena.Cli.Output;

internal static class StandingsTable
{
    public static readonly string[] Columns = [">#", "Agent", ">Points", ">Wins", ">Draws", ">Losses", ">Score", ">Rating"];

    public static IEnumerable<string[]> Rows(Standings standings) => standings.Rows.Select(r => new[]
    {
        Number(r.Rank, "0"), r.Agent, Number(r.Points, "0.#"), Number(r.Wins, "0"), Number(r.Draws, "0"), Number(r.Losses, "0"),
        Number(r.Score, "0.000"), Number(r.Rating, "0"),
    });

    public static void Write(Standings standings)
    {
        var league = standings.League;
        Console.WriteLine($"{league.Name} ({league.Game}, seed {league.Seed}): {league.Played} of {league.Matches} matches played, {league.Forfeited} forfeited{(league.State is LeagueState.Paused or LeagueState.Stopped ? $", {league.State}".ToLowerInvariant() : "")}");
        TextTable.Write(Columns, Rows(standings));
        Console.WriteLine();
        TextTable.Write(["Node", ">Matches"], standings.Nodes.Select(n => new object[] { n.Node, n.Matches }));
        if (standings.Verification is { } verification && (verification.Drawn > 0 || verification.NotPlayedAgain.Count > 0))
            WriteVerification(verification);
    }

    private static void WriteVerification(Verification verification)
    {
        var skipped = verification.Skipped > 0 ? $", {verification.Skipped} that no other node could play again" : "";
        Console.WriteLine();
        Console.WriteLine($"Played again by other nodes: {verification.Drawn} matches; {verification.Agreed} went the same way, {verification.Disagreed} did not{skipped}");
        foreach (var disagreement in verification.Disagreements)
            Console.WriteLine($"  match {disagreement.Index}, played by {disagreement.PlayedBy}, went another way at {disagreement.Node}: {disagreement.Reason}");
        if (verification.NotPlayedAgain.Count > 0)
            Console.WriteLine($"Not played again, because programs need not answer the same twice: matches of {string.Join(", ", verification.NotPlayedAgain)}");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
