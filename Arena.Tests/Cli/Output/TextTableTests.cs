using Arena.Cli.Nodes;
using Arena.Cli.Output;
using Arena.Contracts.V1;
using Spectre.Console;
using MeshNode = Arena.Contracts.V1.Node;

namespace Arena.Tests.Cli.Output;

public sealed class TextTableTests
{
    private static readonly TextColumn[] _columns =
        ["Id", new("Count", IsRight: true, Drop: 1), new("Words", Wraps: true), new("Address", Drop: 2, Short: "At")];

    private static readonly object[][] _rows =
    [
        ["a-long-id-that-stays-whole", 12, "some words that may go over several lines", "http://127.0.0.1:5083"],
        ["b", 3, "few", "http://127.0.0.1:5084"],
    ];

    [Fact]
    public void In_a_pipe_everything_is_there_with_a_record_to_a_line()
    {
        var output = new StringWriter();
        TextTable.Write(output, _columns, [.. _rows, ["c", 4, "two\nlines\tand a tab", "x"]]);
        Assert.Equal(
            """
            Id                          Count  Words                                      Address
            a-long-id-that-stays-whole     12  some words that may go over several lines  http://127.0.0.1:5083
            b                               3  few                                        http://127.0.0.1:5084
            c                               4  two lines and a tab                        x

            """, output.ToString());
    }

    [Theory]
    [InlineData(200, new[] { 0, 1, 2, 3 })]
    [InlineData(80, new[] { 0, 2, 3 })]
    [InlineData(60, new[] { 0, 2 })]
    [InlineData(30, null)]
    public void Columns_go_in_the_order_in_which_they_may(int width, int[]? kept) =>
        Assert.Equal(kept, TextTable.Fit(_columns, Cells(_rows), width)?.Columns);

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(52)]
    public void Ids_and_addresses_are_not_broken_over_lines(int width)
    {
        var drawn = Draw(_columns, _rows, width);
        Assert.Contains("a-long-id-that-stays-whole", drawn, StringComparison.Ordinal);
        Assert.Equal(width > 60, drawn.Contains("http://127.0.0.1:5083", StringComparison.Ordinal));
        Assert.All(drawn.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
    }

    [Fact]
    public void Titles_are_short_where_only_so_there_is_room_for_all_columns()
    {
        TextColumn[] columns = ["Agent", new("Very long title", IsRight: true, Drop: 1, Short: "VLT"), new("Points", Short: "Pts")];
        object[][] rows = [["one", 1, 2], ["two", 3, 4]];
        for (var width = 60; width > 12; width--)
        {
            if (TextTable.Fit(columns, Cells(rows), width) is not { } layout)
                continue;
            var drawn = Draw(columns, rows, width).TrimEnd().Split('\n');
            Assert.Equal(4 + rows.Length, drawn.Length);
            Assert.All(drawn, line => Assert.True(line.TrimEnd().Length <= width, line));
            Assert.Equal(layout.IsShort, drawn[1].Contains("Pts", StringComparison.Ordinal));
        }

        Assert.Equal((3, true), (TextTable.Fit(columns, Cells(rows), 30)!.Columns.Count, TextTable.Fit(columns, Cells(rows), 30)!.IsShort));
    }

    [Theory]
    [InlineData("plain", 5)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301tude", 5)]
    [InlineData("😀", 2)]
    [InlineData("한글 x", 6)]
    public void Columns_are_as_wide_as_a_terminal_shows_them(string name, int cells)
    {
        var output = new StringWriter();
        TextTable.Write(output, ["Agent", "Games", ">Right"], [[name, "x", name], ["another-agent", "x", "another-agent"]]);
        var lines = output.ToString().Split('\n');
        Assert.Equal($"{name}{new string(' ', 13 - cells)}  x      {new string(' ', 13 - cells)}{name}", lines[1]);
        Assert.Equal("another-agent  x      another-agent", lines[2]);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void Nodes_are_readable(int width)
    {
        MeshNode[] nodes = [.. Enumerable.Range(1, 3).Select(i => new MeshNode
        {
            Name = $"node-{i}", State = Arena.Contracts.V1.NodeState.Alive, Parallelism = 2, Held = 512, Played = 123456, Confirmed = 100,
            Residual = new NodeResidual { ChiSquare = 30.1, Probability = 0.0001, Suspect = i == 2 }, WorkingSetBytes = 140_000_000,
            GrpcAddress = $"http://127.0.0.1:2508{i}",
        })];
        var (columns, rows) = NodesCommand.Table(nodes);
        var drawn = Draw(columns, rows, width);
        foreach (var node in nodes)
        {
            var line = Assert.Single(drawn.Split('\n'), line => line.Contains(node.Name, StringComparison.Ordinal));
            Assert.Contains("123456", line, StringComparison.Ordinal);
            Assert.Contains(node.GrpcAddress, line, StringComparison.Ordinal);
        }

        Assert.Contains("SUSPECT", drawn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "match", "0 matches")]
    [InlineData(1, "match", "1 match")]
    [InlineData(2, "game", "2 games")]
    [InlineData(1, "game", "1 game")]
    public void Counts_have_their_plural(long number, string one, string wanted) => Assert.Equal(wanted, Counted.Of(number, one));

    private static string[][] Cells(IEnumerable<object[]> rows) => [.. rows.Select(row => row.Select(cell => $"{cell}").ToArray())];

    private static string Draw(IReadOnlyList<TextColumn> columns, IEnumerable<object[]> rows, int width)
    {
        var drawn = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(drawn) });
        console.Profile.Width = width;
        console.Write(TextTable.Build(columns, rows, width));
        return drawn.ToString();
    }
}
