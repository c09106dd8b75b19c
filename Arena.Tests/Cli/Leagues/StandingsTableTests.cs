using Arena.Cli.Leagues;
using Arena.Cli.Output;
using Arena.Contracts.V1;

namespace Arena.Tests.Cli.Leagues;

public sealed class StandingsTableTests
{
    [Fact]
    public void Columns_have_the_titles_of_the_field() => Assert.Equal(
        ["#", "Agent", "Points", "Games", "Wins", "Draws", "Losses", "Score", "Buchholz Cut 1", "Buchholz", "Sonneborn-Berger",
            "Rating", "Error", "LOS %", "Elo", "Flags"],
        StandingsTable.Of(Swiss("chess")).Columns.Select(column => column.Title));

    [Theory]
    [InlineData("chess", 200, 16)]
    [InlineData("chess", 120, 14)]
    [InlineData("chess", 100, 12)]
    [InlineData("chess", 80, 9)]
    [InlineData("chess", 60, 6)]
    [InlineData("chess", 40, 3)]
    [InlineData("ipd", 80, 7)]
    [InlineData("ipd", 40, 3)]
    public void On_a_terminal_the_column_that_ranks_stays_and_as_many_others_as_fit(string game, int width, int least)
    {
        var (columns, rows) = StandingsTable.Of(Swiss(game));
        var kept = TextTable.Fit(columns, [.. rows.Select(row => row.Select(cell => $"{cell}").ToArray())], width)!.Columns;
        string[] titles = [.. kept.Select(index => columns[index].Title)];
        Assert.Equal(["#", "Agent"], titles[..2]);
        Assert.Contains(game == "ipd" ? "Score" : "Points", titles);
        Assert.True(titles.Length >= least, $"{titles.Length} columns in {width}: {string.Join(' ', titles)}");
    }

    [Fact]
    public void Knockout_keeps_the_round()
    {
        var standings = new Standings
        {
            League = new League { Game = "chess" },
            Rows =
            {
                new StandingRow { Rank = 1, Agent = new string('a', 20), TieBreaks = { new TieBreak { Name = "round", Value = 3 } } },
            },
        };
        var (columns, rows) = StandingsTable.Of(standings);
        var kept = TextTable.Fit(columns, [.. rows.Select(row => row.Select(cell => $"{cell}").ToArray())], 40)!.Columns;
        Assert.Equal(["#", "Agent", "Round"], kept.Select(index => columns[index].Title));
    }

    [Fact]
    public void What_is_not_known_is_a_dash_or_nothing()
    {
        var (_, rows) = StandingsTable.Of(new Standings
        {
            League = new League(), Rows = { new StandingRow { Rank = 1, Agent = "a", Elo = 1500, Flags = { "not fitted" } } },
        });
        Assert.Equal(["1", "a", "0", "0", "0", "0", "0", "0.000", "-", "-", "", "1500", "not fitted"], rows.Single());
    }

    [Fact]
    public void Forfeits_are_told_of_who_has_any()
    {
        var faults = new Faults { Crashes = 4, Timeouts = 1, Illegal = 2, Disconnects = 3 };
        var standings = new Standings
        {
            League = new League { Name = "open" },
            Rows = { new StandingRow { Rank = 1, Agent = "good" }, new StandingRow { Rank = 2, Agent = "bad", Faults = faults } },
        };
        using var output = new StringWriter();
        StandingsTable.Write(output, standings);
        var lines = output.ToString().Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("Forfeits of Crashes Timeouts Illegal Disconnects", lines);
        Assert.Contains("bad 4 1 2 3", lines);
        Assert.Single(lines, line => line.Contains("good", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new double[] { 0, 1, 2, 3, 4, 5, 6, 7 }, 40, "▁▂▃▄▅▆▇█")]
    [InlineData(new double[] { 0, 7, 3.5 }, 40, "▁█▅")]
    [InlineData(new double[] { 1, 1 }, 40, "▅▅")]
    [InlineData(new double[] { 0, 0, 0, 7, 0, 7 }, 2, "▁█")]
    [InlineData(new double[0], 40, "")]
    public void Course_is_a_line_of_blocks(double[] values, int width, string line) =>
        Assert.Equal(line, Sparkline.Of(values, values.DefaultIfEmpty().Min(), values.DefaultIfEmpty().Max(), width));

    private static Standings Swiss(string game) => new()
    {
        League = new League { Name = "open", Game = game },
        Rows =
        {
            new StandingRow
            {
                Rank = 1, Agent = "careful", Points = 12.5, Games = 14, Wins = 12, Draws = 1, Losses = 1, Score = 0.893,
                Rating = 1710.4, Error = 155.2, Los = 0.97,
                Elo = 1570, Group = 1, TieBreaks =
                { new TieBreak { Name = "buchholz-cut-1", Value = 41.5 }, new TieBreak { Name = "buchholz", Value = 45 },
                    new TieBreak { Name = "sonneborn-berger", Value = 40 },
                },
            },
            new StandingRow
            {
                Rank = 2, Agent = "tit-for-two-tats", Points = 9, Games = 14, Wins = 9, Losses = 5, Score = 0.643,
                Rating = 1560, Error = 130, Elo = 1530, Group = 1,
                Flags = { "one-sided" },
                TieBreaks =
                {
                    new TieBreak { Name = "buchholz-cut-1", Value = 39 }, new TieBreak { Name = "buchholz", Value = 44 },
                    new TieBreak { Name = "sonneborn-berger", Value = 30 },
                },
            },
        },
    };
}
