using System.Globalization;
using Arena.Cli.Output;
using Arena.Contracts.V1;
using Arena.Core.Games;

namespace Arena.Cli.Leagues;

/// <summary>The table of a league: whole in a pipe; on a terminal as much of it as is wide enough for.</summary>
internal static class StandingsTable
{
    // Of a knockout: how far an agent has come, by which it is ranked.
    private const string Round = "round";

    private static readonly Dictionary<string, string> _titles = new()
    {
        ["buchholz"] = "Buchholz", ["buchholz-cut-1"] = "Buchholz Cut 1", ["sonneborn-berger"] = "Sonneborn-Berger",
        [Round] = "Round", ["uncertainty"] = "Uncertainty",
    };

    public static (IReadOnlyList<TextColumn> Columns, IEnumerable<object[]> Rows) Of(Standings standings)
    {
        var columns = Columns(standings);
        return ([.. columns.Select(c => c.Column)], standings.Rows.Select(row => columns.Select(c => (object)c.Cell(row)).ToArray()));
    }

    public static void Write(TextWriter output, Standings standings)
    {
        var league = standings.League;
        output.Write($"{league.Name} ({league.Game}, seed {league.Seed}): ");
        output.Write($"{league.Played} of {Counted.Of(league.Matches, "match")} played, {league.Forfeited} forfeited");
        output.WriteLine(league.State is LeagueState.Paused or LeagueState.Stopped ? $", {league.State}".ToLowerInvariant() : "");
        var (columns, rows) = Of(standings);
        TextTable.Write(output, columns, rows);
        output.WriteLine();
        WriteFaults(output, [.. standings.Rows.Where(row => row.Faults is not null)]);
        TextTable.Write(output, ["Node", ">Matches"], standings.Nodes.Select(n => new object[] { n.Node, n.Matches }));
        if (standings.Rechecks is { } rechecks)
            WriteRechecks(output, rechecks);
        if (standings.Sprt is not { } sprt)
            return;
        output.WriteLine();
        SprtText.Write(output, sprt.Test(), sprt.Observed());
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
        var done = Counted.Of(rechecks.Agreed + rechecks.Disagreed, "result");
        output.Write($"Rechecked by other nodes: {done}, {rechecks.Disagreed} differ");
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

    private static IReadOnlyList<Field> Columns(Standings standings)
    {
        var rows = standings.Rows;
        var first = rows.Count == 0 ? [] : rows[0].TieBreaks.Select(tieBreak => tieBreak.Name).ToArray();
        var isByRound = first is [Round, ..];
        var isByScore = GameCatalog.Find(standings.League.Game)?.RankBy == RankBy.Score;
        var tieBreaks = first.Select((name, i) => new Field(
            Numbers(TitleOf(name), name == Round ? 0 : 6 - i, Initials(name)), row => Number(row.TieBreaks[i].Value, "0.##")));
        Field[] groups = rows.Any(row => row.Group > 1) ? [new(Numbers("Group", 3), row => Number(row.Group, "0"))] : [];
        Field[] flags = rows.Any(row => row.Flags.Count > 0)
            ? [new(new TextColumn("Flags", Drop: 10), row => string.Join(", ", row.Flags))]
            : [];
        return
        [
            new(">#", row => Number(row.Rank, "0")),
            new("Agent", row => row.Agent),
            new(Numbers("Points", isByScore || isByRound ? 11 : 0, "Pts"), row => Number(row.Points, "0.#")),
            new(Numbers("Games", 2), row => Number(row.Games, "0")),
            new(Numbers("Wins", 9, "W"), row => Number(row.Wins, "0")),
            new(Numbers("Draws", 9, "D"), row => Number(row.Draws, "0")),
            new(Numbers("Losses", 9, "L"), row => Number(row.Losses, "0")),
            new(Numbers("Score", isByScore ? 0 : 8), row => Number(row.Score, "0.000")),
            .. tieBreaks,
            new(Numbers("Rating", 13), row => row.HasRating ? Number(row.Rating, "0") : "-"),
            new(Numbers("Error", 12), row => row.HasError ? Number(row.Error, "0") : "-"),
            new(Numbers("LOS %", 7, "LOS"), row => row.HasLos ? Number(100 * row.Los, "0.0") : ""),
            new(Numbers("Elo", 1), row => Number(row.Elo, "0")),
            .. groups,
            .. flags,
        ];
    }

    private static TextColumn Numbers(string title, int drop, string? shorter = null) =>
        new(title, IsRight: true, Drop: drop, Short: shorter);

    private static string TitleOf(string name) => _titles.GetValueOrDefault(name, name);

    private static string Initials(string name) => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0])));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private readonly record struct Field(TextColumn Column, Func<StandingRow, string> Cell);
}
