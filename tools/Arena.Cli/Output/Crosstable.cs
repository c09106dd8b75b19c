using System.Globalization;
using Arena.Cli.Rating;
using Arena.Core.Ratings.Results;

namespace Arena.Cli.Output;

/// <summary>Who did what against whom, best first.</summary>
internal static class Crosstable
{
    private const int MostColumns = 12;

    /// <summary>All who met, from both sides.</summary>
    public static IEnumerable<(string Player, string Opponent, PlayerTotals Games)> Of(RatingTable table) =>
        from row in table.Rows
        from other in table.Rows
        let games = table.Fit.Results.Between(row.Number, other.Number)
        where games.Games > 0
        select (row.Player, other.Player, games);

    /// <summary>A square for a few players, a list for many.</summary>
    public static void Write(TextWriter output, RatingTable table)
    {
        var rows = table.Rows;
        output.WriteLine();
        if (rows.Count > MostColumns)
        {
            TextTable.Write(output, ["Player", "Opponent", ">Games", ">+", ">=", ">-", ">Score"], Of(table).Select(c => new object[]
            {
                c.Player, c.Opponent, c.Games.Games, c.Games.Wins, c.Games.Draws, c.Games.Losses, Percent(c.Games),
            }));
            return;
        }

        TextTable.Write(
            output, [">#", "Player", .. rows.Select((_, i) => $">{i + 1}")],
            rows.Select((row, i) => (object[])[i + 1, row.Player, .. rows.Select(other => Cell(table, row, other))]));
    }

    /// <summary>How sure it is, in percent, that the row's player is stronger than the column's.</summary>
    public static void WriteSuperiority(TextWriter output, RatingTable table)
    {
        var rows = table.Rows;
        output.WriteLine();
        TextTable.Write(
            output, [">#", "LOS %", .. rows.Select((_, i) => $">{i + 1}")],
            rows.Select((row, i) => (object[])[i + 1, row.Player, .. rows.Select(other => row == other ? ""
                : table.Fit.Superiority(row.Number, other.Number) is { } sure ? (100 * sure).ToString("0.0", CultureInfo.InvariantCulture) : "?")]));
    }

    private static string Cell(RatingTable table, RatingRow row, RatingRow other)
    {
        if (row == other) return "*";
        var games = table.Fit.Results.Between(row.Number, other.Number);
        return games.Games == 0 ? "." : $"+{games.Wins}={games.Draws}-{games.Losses}";
    }

    private static string Percent(PlayerTotals games) => string.Create(CultureInfo.InvariantCulture, $"{100 * games.Points / games.Games:0.0} %");
}
