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
        Console.WriteLine($"{league.Name} ({league.Game}, seed {league.Seed}): {league.Played} of {league.Matches} matches played, {league.Forfeited} forfeited");
        TextTable.Write(Columns, Rows(standings));
        Console.WriteLine();
        TextTable.Write(["Node", ">Matches"], standings.Nodes.Select(n => new object[] { n.Node, n.Matches }));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
