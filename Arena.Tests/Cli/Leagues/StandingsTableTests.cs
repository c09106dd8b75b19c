using Arena.Cli.Leagues;
using Arena.Contracts.V1;

namespace Arena.Tests.Cli.Leagues;

public sealed class StandingsTableTests
{
    [Fact]
    public void In_a_pipe_the_table_is_whole() => Assert.Equal(
        [">#", "Agent", ">Points", ">Games", ">Wins", ">Draws", ">Losses", ">Score", ">Buchholz cut 1", ">Buchholz", ">Rating",
        ">Error", ">LOS %", ">Elo", "Flags"],
        StandingsTable.Of(Swiss, width: null).Columns);

    [Theory]
    [InlineData(200, 15)]
    [InlineData(120, 14)]
    [InlineData(100, 13)]
    [InlineData(80, 9)]
    [InlineData(60, 6)]
    [InlineData(20, 5)] // these stay
    public void On_a_terminal_as_many_columns_as_fit(int width, int least)
    {
        var (columns, rows) = StandingsTable.Of(Swiss, width);
        Assert.InRange(columns.Length, Math.Min(least, 5), 15);
        string[] kept = [.. columns.Select(c => c.TrimStart('>'))];
        Assert.Equal(["#", "Agent"], kept[..2]);
        Assert.Contains("Rating", kept);
        Assert.Contains("Error", kept);
        var drawn = 1 + kept.Select((title, i) => 3 + rows.Select(r => r[i].Length).Append(title.Length).Max()).Sum();
        if (width > 20)
            Assert.InRange(drawn, 1, width);
        Assert.True(kept.Length >= least, $"{kept.Length} columns in {width}: {string.Join(' ', kept)}");
    }

    [Fact]
    public void What_is_not_known_is_a_dash_or_nothing()
    {
        var (_, rows) = StandingsTable.Of(
            new Standings { Rows = { new StandingRow { Rank = 1, Agent = "a", Elo = 1500, Flags = { "not fitted" } } } }, width: null);
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

    private static Standings Swiss => new()
    {
        League = new League { Name = "open" },
        Rows =
        {
            new StandingRow
            {
                Rank = 1, Agent = "careful", Points = 12.5, Games = 14, Wins = 12, Draws = 1, Losses = 1, Score = 0.893,
                Rating = 1710.4, Error = 155.2, Los = 0.97,
                Elo = 1570, Group = 1, TieBreaks =
                { new TieBreak { Name = "buchholz-cut-1", Value = 41.5 }, new TieBreak { Name = "buchholz", Value = 45 } },
            },
            new StandingRow
            {
                Rank = 2, Agent = "tit-for-two-tats", Points = 9, Games = 14, Wins = 9, Losses = 5, Score = 0.643,
                Rating = 1560, Error = 130, Elo = 1530, Group = 1,
                Flags = { "one-sided" },
                TieBreaks = { new TieBreak { Name = "buchholz-cut-1", Value = 39 }, new TieBreak { Name = "buchholz", Value = 44 } },
            },
        },
    };
}
