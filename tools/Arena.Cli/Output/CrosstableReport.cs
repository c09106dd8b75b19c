using System.Globalization;
using Arena.Core.Ratings.Fitting;
using Arena.Core.Ratings.Results;

namespace Arena.Cli.Output;

/// <summary>Who did what against whom, in the order of a table.</summary>
internal static class CrosstableReport
{
    // Players in a square of the likelihood of superiority: each pair costs as much as all ratings.
    private const int MostInSquare = 200;
    private const int MostColumns = 12;

    /// <exception cref="CommandException">There are too many for a square of each against each.</exception>
    /// <param name="count">How many there are.</param>
    /// <param name="what">What they are called.</param>
    public static void CheckSquare(int count, string what)
    {
        if (count > MostInSquare)
            throw new CommandException($"--los is a square: found {count} {what}, the limit is {MostInSquare}", ExitCode.Usage);
    }

    /// <summary>A square for a few players, a list for many.</summary>
    public static void Write(TextWriter output, ResultSet results, IReadOnlyList<CrosstablePlayer> players)
    {
        output.WriteLine();
        if (players.Count > MostColumns)
            WriteList(output, results, players);
        else
            WriteSquare(output, "Player", players, (row, other) => Cell(results, row, other));
    }

    public static void WriteCsv(TextWriter output, ResultSet results, IReadOnlyList<CrosstablePlayer> players)
    {
        output.WriteLine("player,opponent,games,wins,draws,losses,points");
        foreach (var (player, opponent, games) in Of(results, players))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{CsvText.Quoted(player)},{CsvText.Quoted(opponent)},"
                + $"{games.Games},{games.Wins},{games.Draws},{games.Losses},{games.Points:0.#}"));
        }
    }

    /// <summary>All who met, as JSON has them.</summary>
    public static IEnumerable<object> Json(ResultSet results, IReadOnlyList<CrosstablePlayer> players) =>
        Of(results, players).Select(c => new
        {
            c.Player,
            c.Opponent,
            c.Games.Wins,
            c.Games.Draws,
            c.Games.Losses,
            c.Games.Points,
        });

    /// <summary>How sure it is, in percent, that the row's player is stronger than the column's.</summary>
    public static void WriteSuperiority(TextWriter output, JointFit fit, IReadOnlyList<CrosstablePlayer> players)
    {
        output.WriteLine();
        WriteSquare(output, "LOS %", players, (row, other) => Sure(fit, row, other));
    }

    /// <summary>The same as JSON: a line of each player, null on the diagonal and where nothing compares two.</summary>
    public static IEnumerable<IEnumerable<double?>> SuperiorityJson(JointFit fit, IReadOnlyList<CrosstablePlayer> players) =>
        players.Select(a => players.Select(b => a == b ? null : fit.Superiority(a.Number, b.Number)));

    // All who met, from both sides.
    private static IEnumerable<(string Player, string Opponent, PlayerTotals Games)> Of(
        ResultSet results, IReadOnlyList<CrosstablePlayer> players) =>
        from row in players
        from other in players
        let games = results.Between(row.Number, other.Number)
        where games.Games > 0
        select (row.Name, other.Name, games);

    private static void WriteList(TextWriter output, ResultSet results, IReadOnlyList<CrosstablePlayer> players) => TextTable.Write(
        output,
        ["Player", "Opponent", ">Games", ">+", ">=", ">-", ">Score"],
        Of(results, players).Select(c => new object[]
        {
            c.Player, c.Opponent, c.Games.Games, c.Games.Wins, c.Games.Draws, c.Games.Losses, Percent(c.Games),
        }));

    private static void WriteSquare(
        TextWriter output,
        string title,
        IReadOnlyList<CrosstablePlayer> players,
        Func<CrosstablePlayer, CrosstablePlayer, string> cell) => TextTable.Write(
            output,
            [">#", title, .. players.Select((_, i) => $">{i + 1}")],
            players.Select((row, i) => (object[])[i + 1, row.Name, .. players.Select(other => cell(row, other))]));

    private static string Cell(ResultSet results, CrosstablePlayer row, CrosstablePlayer other)
    {
        if (row == other)
            return "*";
        var games = results.Between(row.Number, other.Number);
        return games.Games == 0 ? "." : $"+{games.Wins}={games.Draws}-{games.Losses}";
    }

    private static string Sure(JointFit fit, CrosstablePlayer row, CrosstablePlayer other)
    {
        if (row == other)
            return "";
        return fit.Superiority(row.Number, other.Number) is { } sure
            ? (100 * sure).ToString("0.0", CultureInfo.InvariantCulture)
            : "?";
    }

    private static string Percent(PlayerTotals games) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * games.Points / games.Games:0.0} %");
}
