using System.Globalization;
using Arena.Cli.Output;
using Arena.Contracts.V1;
using Spectre.Console;

namespace Arena.Cli.Leagues;

/// <summary>The table of a league: whole in a pipe; on a terminal as much of it as is wide enough for.</summary>
internal static class StandingsTable
{
    private const int Frame = 3; // what the lines of a drawn table add to each column, and one in all

    /// <param name="width">Columns of text that there is room for; null is all that are needed.</param>
    public static (string[] Columns, IEnumerable<string[]> Rows) Of(Standings standings, int? width)
    {
        var columns = Columns(standings);
        if (width is { } room && Width(columns, standings) > room)
            columns = Fitted([.. columns.Select(c => c with { Title = c.Short ?? c.Title })], standings, room);
        return ([.. columns.Select(c => c.Title)], standings.Rows.Select(row => columns.Select(c => c.Cell(row)).ToArray()));
    }

    public static void Write(TextWriter output, Standings standings)
    {
        var league = standings.League;
        output.Write($"{league.Name} ({league.Game}, seed {league.Seed}): {league.Played} of {league.Matches} matches played, ");
        output.Write($"{league.Forfeited} forfeited");
        output.WriteLine(league.State is LeagueState.Paused or LeagueState.Stopped ? $", {league.State}".ToLowerInvariant() : "");
        var isDrawn = output == Console.Out && !Console.IsOutputRedirected;
        var (columns, rows) = Of(standings, isDrawn ? AnsiConsole.Profile.Width : null);
        TextTable.Write(output, columns, rows);
        output.WriteLine();
        WriteFaults(output, [.. standings.Rows.Where(row => row.Faults is not null)]);
        TextTable.Write(output, ["Node", ">Matches"], standings.Nodes.Select(n => new object[] { n.Node, n.Matches }));
        if (standings.Rechecks is { } rechecks)
            WriteRechecks(output, rechecks);
    }

    private static void WriteFaults(TextWriter output, IReadOnlyList<StandingRow> faulty)
    {
        if (faulty.Count == 0)
            return;
        var cells = faulty.Select(row => new object[]
        {
            row.Agent, row.Faults.Crashes, row.Faults.Timeouts, row.Faults.Illegal, row.Faults.Disconnects,
        });
        TextTable.Write(output, ["Forfeits of", ">Crashes", ">Timeouts", ">Illegal", ">Disconnects"], cells);
        output.WriteLine();
    }

    private static void WriteRechecks(TextWriter output, Rechecks rechecks)
    {
        var waiting = rechecks.Drawn - rechecks.Agreed - rechecks.Disagreed - rechecks.Skipped;
        output.WriteLine();
        output.Write($"Rechecked by other nodes: {rechecks.Agreed + rechecks.Disagreed} results, {rechecks.Disagreed} differ");
        if (waiting > 0)
            output.Write($", {waiting} more are drawn");
        if (rechecks.Skipped > 0)
            output.Write($", {rechecks.Skipped} that no other node could play");
        output.WriteLine();
        foreach (var found in rechecks.Disagreements)
            output.WriteLine($"  match {found.Index}, played by {found.PlayedBy}, went another way at {found.Node}: {found.Reason}");
        if (rechecks.NotDrawn.Count == 0)
            return;
        output.Write("Not rechecked, because programs need not answer the same twice: ");
        output.WriteLine($"matches of {string.Join(", ", rechecks.NotDrawn)}");
    }

    private static IReadOnlyList<Column> Columns(Standings standings)
    {
        var rows = standings.Rows;
        var tieBreaks = rows.Count == 0 ? [] : rows[0].TieBreaks.Select((t, i) => new Column(
            Title(t.Name), row => Number(row.TieBreaks[i].Value, "0.##"), Drop: 6 - i, Initials(t.Name)));
        var hasGroups = rows.Any(row => row.Group > 1);
        var hasFlags = rows.Any(row => row.Flags.Count > 0);
        Column[] groups = hasGroups ? [new(">Group", row => Number(row.Group, "0"), Drop: 3)] : [];
        Column[] flags = hasFlags ? [new("Flags", row => string.Join(", ", row.Flags), Drop: 10)] : [];
        return
        [
            new(">#", row => Number(row.Rank, "0")),
            new("Agent", row => row.Agent),
            new(">Points", row => Number(row.Points, "0.#"), Short: ">Pts"),
            new(">Games", row => Number(row.Games, "0"), Drop: 2),
            new(">Wins", row => Number(row.Wins, "0"), Drop: 9, Short: ">W"),
            new(">Draws", row => Number(row.Draws, "0"), Drop: 9, Short: ">D"),
            new(">Losses", row => Number(row.Losses, "0"), Drop: 9, Short: ">L"),
            new(">Score", row => Number(row.Score, "0.000"), Drop: 8),
            .. tieBreaks,
            new(">Rating", row => row.HasRating ? Number(row.Rating, "0") : "-"),
            new(">Error", row => row.HasError ? Number(row.Error, "0") : "-"),
            new(">LOS %", row => row.HasLos ? Number(100 * row.Los, "0.0") : "", Drop: 7, Short: ">LOS"),
            new(">Elo", row => Number(row.Elo, "0"), Drop: 1),
            .. groups,
            .. flags,
        ];
    }

    private static IReadOnlyList<Column> Fitted(IReadOnlyList<Column> columns, Standings standings, int room)
    {
        while (Width(columns, standings) > room && columns.Where(c => c.Drop > 0).MinBy(c => c.Drop) is { } next)
            columns = [.. columns.Where(c => c.Drop != next.Drop)];
        return columns;
    }

    private static int Width(IReadOnlyList<Column> columns, Standings standings) => 1 + columns.Sum(column =>
        Frame + standings.Rows.Select(row => column.Cell(row).Length).Append(column.Title.TrimStart('>').Length).Max());

    private static string Title(string name) => $">{char.ToUpperInvariant(name[0])}{name[1..].Replace('-', ' ')}";

    private static string Initials(string name) =>
        ">" + string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0])));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <param name="Drop">Which go first where there is no room for all; 0 stays.</param>
    /// <param name="Short">The title where room is short.</param>
    private sealed record Column(string Title, Func<StandingRow, string> Cell, int Drop = 0, string? Short = null);
}
