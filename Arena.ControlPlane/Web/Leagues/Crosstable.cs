using Arena.ControlPlane.Leagues;
using Arena.Core.Ratings.Results;

namespace Arena.ControlPlane.Web.Leagues;

/// <summary>What one agent did to another.</summary>
public sealed record CrosstableCell(long Wins, long Draws, long Losses)
{
    public long Games => Wins + Draws + Losses;

    /// <summary>The share of the points, from 0 to 1.</summary>
    public double Share => (Wins + (0.5 * Draws)) / Games;

    public static CrosstableCell operator +(CrosstableCell left, CrosstableCell right) =>
        new(left.Wins + right.Wins, left.Draws + right.Draws, left.Losses + right.Losses);

    public CrosstableCell Turned => new(Losses, Draws, Wins);
}

/// <summary>The best agents of a league against one another.</summary>
/// <param name="Agents">Best first.</param>
/// <param name="All">How many the league has.</param>
/// <param name="Cells">By place, from 0, of the one and of the other; pairs without games are missing.</param>
public sealed record Crosstable(IReadOnlyList<string> Agents, int All, IReadOnlyDictionary<(int One, int Other), CrosstableCell> Cells)
{
    /// <summary>More than these nobody can read.</summary>
    public const int Most = 40;

    private const int Sides = 2;
    private const int Results = 3;

    internal static Crosstable Of(LeagueState league)
    {
        var table = league.Table();
        var (games, all) = (table.Games, table.Agents.ToArray());
        string[] agents = [.. all.Take(Most)];
        var places = agents.Index().ToDictionary(agent => agent.Item, agent => agent.Index, StringComparer.Ordinal);
        var cells = new Dictionary<(int, int), CrosstableCell>();
        foreach (var meeting in games.Meetings())
        {
            if (!places.TryGetValue(games.Players[meeting.A], out var one) || !places.TryGetValue(games.Players[meeting.B], out var other))
                continue;
            var cell = Count(meeting);
            (cells[(one, other)], cells[(other, one)]) = (cell, cell.Turned);
        }

        return new Crosstable(agents, all.Length, cells);
    }

    /// <summary>What an agent did to each of the others that it has met, those whom it did best against first.</summary>
    internal static IReadOnlyList<(string Name, CrosstableCell Cell)> Of(LeagueState league, string agent)
    {
        var games = league.Table().Games;
        var met = games.Meetings().Select(meeting => (A: games.Players[meeting.A], B: games.Players[meeting.B], Cell: Count(meeting)))
            .Where(meeting => meeting.A == agent || meeting.B == agent)
            .Select(meeting => meeting.A == agent ? (Name: meeting.B, meeting.Cell) : (Name: meeting.A, Cell: meeting.Cell.Turned));
        return [.. met.OrderByDescending(meeting => meeting.Cell.Share).ThenBy(meeting => meeting.Name, StringComparer.Ordinal)];
    }

    private static CrosstableCell Count(Meeting meeting)
    {
        var by = new long[Results]; // games by what A scored, in half points
        for (var score = 0; score < Results; score++)
        {
            for (var side = 0; side < Sides; side++)
                by[score] += meeting.Counts[(Results * side) + score];
            for (var other = 0; other < Results; other++)
            {
                by[score] += meeting.Counts[(Results * Sides) + (Results * score) + other];
                by[score] += meeting.Counts[(Results * Sides) + (Results * other) + score];
            }
        }

        return new CrosstableCell(by[2], by[1], by[0]);
    }
}
