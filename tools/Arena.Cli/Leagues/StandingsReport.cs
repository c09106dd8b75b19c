using System.Globalization;
using Arena.Cli.Output;
using Arena.Contracts.V1;

namespace Arena.Cli.Leagues;

/// <summary>A league's standings for programs.</summary>
internal static class StandingsReport
{
    /// <summary>What <c>arena play --json</c> prints.</summary>
    public static object OfPlay(Standings standings) => new
    {
        league = standings.League.Name,
        game = standings.League.Game,
        seed = standings.League.Seed,
        standings = standings.Rows.Select(Row),
        matches = new { standings.League.Played, standings.League.Forfeited },
        rechecks = Rechecks(standings.Rechecks),
        nodes = standings.Nodes.Select(n => new { n.Node, n.Matches }),
        sprt = Sprt(standings.Sprt),
    };

    /// <summary>What <c>arena standings --json</c> prints.</summary>
    public static object Of(Standings standings, LeagueCrosstable? crosstable) => new
    {
        id = standings.League.Id,
        league = standings.League.Name,
        game = standings.League.Game,
        seed = standings.League.Seed,
        state = standings.League.State.ToString().ToLowerInvariant(),
        standings = standings.Rows.Select(Row),
        matches = new { standings.League.Matches, standings.League.Played, standings.League.Forfeited },
        rechecks = Rechecks(standings.Rechecks),
        nodes = standings.Nodes.Select(n => new { n.Node, n.Matches }),
        sprt = Sprt(standings.Sprt),
        superiority = crosstable is null ? null : CrosstableReport.SuperiorityJson(crosstable.Fit, crosstable.Players),
        groups = crosstable?.Groups(),
    };

    public static void WriteCsv(TextWriter output, Standings standings)
    {
        var tieBreaks = standings.Rows.Count == 0 ? "" : string.Concat(standings.Rows[0].TieBreaks.Select(t => $",{t.Name}"));
        output.Write("rank,agent,points,games,wins,draws,losses,score,rating,error,los,elo,group,flags,");
        output.WriteLine($"crashes,timeouts,illegal,disconnects{tieBreaks}");
        foreach (var row in standings.Rows)
        {
            var values = row.TieBreaks.Select(t => string.Create(CultureInfo.InvariantCulture, $",{t.Value:0.####}"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Rank},{CsvText.Quoted(row.Agent)},{row.Points:0.#},{row.Games},{row.Wins},{row.Draws},{row.Losses},"
                + $"{row.Score:0.######},{Rating(row):0.####},{Error(row):0.####},{Los(row):0.######},{row.Elo:0.####},"
                + $"{row.Group},{CsvText.Words(row.Flags)},{row.Faults?.Crashes ?? 0},{row.Faults?.Timeouts ?? 0},"
                + $"{row.Faults?.Illegal ?? 0},{row.Faults?.Disconnects ?? 0}{string.Concat(values)}"));
        }
    }

    private static object Row(StandingRow row) => new
    {
        row.Rank,
        row.Agent,
        row.Points,
        row.Wins,
        row.Draws,
        row.Losses,
        row.Score,
        rating = Rating(row),
        error = Error(row),
        row.Games,
        los = Los(row),
        row.Elo,
        row.Group,
        flags = row.Flags.ToArray(),
        tieBreaks = row.TieBreaks.Select(t => new { t.Name, t.Value }),
        faults = Faults(row.Faults ?? new Faults()),
    };

    private static object Faults(Faults faults) => new { faults.Crashes, faults.Timeouts, faults.Illegal, faults.Disconnects };

    // A league that asks for none has done none.
    private static object Rechecks(Rechecks? rechecks) => new
    {
        done = rechecks is null ? 0 : rechecks.Agreed + rechecks.Disagreed,
        differing = rechecks?.Disagreed ?? 0,
        skipped = rechecks?.Skipped ?? 0,
    };

    private static object? Sprt(Sprt? sprt) => sprt is null ? null : SprtText.JsonOf(sprt.Test(), sprt.Observed());

    private static double? Rating(StandingRow row) => row.HasRating ? row.Rating : null;

    private static double? Error(StandingRow row) => row.HasError ? row.Error : null;

    private static double? Los(StandingRow row) => row.HasLos ? row.Los : null;
}
