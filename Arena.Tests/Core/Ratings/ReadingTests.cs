using System.Text;
using Arena.Core.Ratings.Reading;
using Arena.Core.Ratings.Results;

namespace Arena.Tests.Core.Ratings;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("white,black,result\na,b,1-0\nb,a,1/2-1/2\n")]
    [InlineData("a,b,1-0\nb,a,1/2-1/2")]
    [InlineData("\uFEFFRound;Result;\"Black\";White\r\n1;1-0;b;a\r\n\r\n# none\r\n2;0.5;\"a\";b\r\n")]
    [InlineData("white\tblack\tresult\na\tb\t1\nb\ta\tdraw\n")]
    public void Csv_is_read_with_and_without_header_whatever_separates(string text)
    {
        var (results, report) = Csv(text);
        Assert.Equal((2, 0L, 0L), ((int)report.Games, report.Skipped, report.FaultCount));
        Assert.Equal(["a", "b"], results.Players.ToArray());
        Assert.Equal(new PlayerTotals(1, 1, 0), results.Between(0, 1));
    }

    [Fact]
    public void Csv_quotes_hold_separators_and_quotes()
    {
        var (results, _) = Csv("white,black,result\n\"Doe, \"\"J\"\"\" , b ,0-1\n");
        Assert.Equal(["Doe, \"J\"", "b"], results.Players.ToArray());
    }

    [Theory]
    [InlineData("white,black\na,b\n", "no column 'result' among 'white', 'black'")]
    [InlineData("white,black,resullt\na,b,1-0\n", "(is 'resullt' meant?)")]
    [InlineData("a,b\n", "wanted a first line that names the columns white, black and result")]
    public void Csv_without_the_columns_fails_and_names_those_there(string text, string message)
    {
        var (results, report) = Csv(text);
        Assert.Equal(1, report.Failure!.Value.Line);
        Assert.Contains(message, report.Failure.Value.Message, StringComparison.Ordinal);
        Assert.Empty(results.Players);
    }

    [Theory]
    [InlineData("a,b,2-0", 3, 5, "the result is '2-0'")]
    [InlineData("a,b", 3, 4, "found 2 columns, wanted at least 3")]
    [InlineData("a,,1-0", 3, 3, "no name")]
    [InlineData("a,a,1-0", 3, 3, "'a' plays itself")]
    [InlineData("a,\"b,1-0", 3, 3, "not closed")]
    [InlineData("a,\"b\"x,1-0", 3, 6, "behind a closing quote")]
    public void Csv_faults_say_where(string row, long line, long column, string message)
    {
        var (results, report) = Csv($"white,black,result\na,b,1-0\n{row}\n");
        var fault = Assert.Single(report.Faults);
        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal((1L, 1L), (results.Games, report.Skipped));
    }

    [Fact]
    public void Games_under_one_mark_are_pairs()
    {
        var (marked, _) = Csv("white,black,result,pair\na,b,1-0,1\nb,a,1-0,1\na,b,1-0,2\n");
        var expected = new ResultSetBuilder();
        expected.AddPair(expected.Player("a"), expected.Player("b"), GameResult.Win, GameResult.Loss);
        expected.Add("a", "b", GameResult.Win);
        Assert.Equal(Cells(expected.Build()), Cells(marked));
    }

    [Fact]
    public void Pgn_of_the_same_games_gives_the_same_set()
    {
        const string pgn = """
            [White "a"]
            [Black "b"]
            [Round "1"]
            [Result "1-0"]

            1. e4 1-0

            [White "b"]
            [Black "a"]
            [Round "1"]
            [Result "1-0"]

            1. d4 1-0

            [White "b"]
            [Black "a"]
            [Result "*"]

            *

            [White "?"]
            [Black "a"]
            [Result "1-0"]

            1-0

            [White "a"]
            [Black "a"]
            [Result "1-0"]

            1-0
            """;
        var collector = new ResultCollector();
        var report = collector.ReadPgn(new MemoryStream(Encoding.UTF8.GetBytes(pgn)));
        Assert.Equal((2L, 1L, 2L, 2L), (report.Games, report.Unfinished, report.Skipped, report.FaultCount));
        Assert.Equal(Cells(Csv("white,black,result,round\na,b,1,1\nb,a,1,1\n").Results), Cells(collector.Build()));
    }

    [Fact]
    public void A_game_known_by_its_key_counts_once_and_merges_in_any_order()
    {
        const string One = "key,white,black,result,pair\nl/0,a,b,1,p\nl/1,b,a,1,p\nl/2,a,c,0,\n";
        const string Two = "result,white,black,pair,key\n0,a,c,,l/2\n1,c,b,,l/3\n1,b,a,p,l/1\n";
        var prints = new HashSet<string>();
        foreach (var order in (string[][])[[One, Two], [Two, One], [One, Two, One]])
        {
            var collector = new ResultCollector();
            var reports = order.Select(text => collector.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text)))).ToArray();
            Assert.All(reports, report => Assert.Equal((3L, null), (report.Games, report.Failure)));
            Assert.Equal(3 * order.Length - 4, reports.Sum(report => report.Repeated));
            prints.Add(Cells(collector.Build()));
        }

        Assert.Single(prints);
    }

    [Theory]
    [InlineData("k,a,b,0-1,,", "the key 'k' stands for 'a' - 'b' 0-1; in one.csv:2 it stands for 'a' - 'b' 1-0")]
    [InlineData("k,b,a,1-0,,", "the key 'k' stands for 'b' - 'a' 1-0; in one.csv:2")]
    [InlineData("k,a,b,1-0,p,", "the key 'k' stands for 'a' - 'b' 1-0, pair ")]
    [InlineData("k,a,b,1-0,,n", "the key 'k' stands for 'a' - 'b' 1-0 at n; in one.csv:2")]
    public void One_key_for_two_different_games_ends_the_reading_and_names_both_places(string line, string message)
    {
        var collector = new ResultCollector();
        collector.ReadCsv(new MemoryStream("key,white,black,result\nk,a,b,1-0\n"u8.ToArray()), "one.csv");
        var report = collector.ReadCsv(
            new MemoryStream(Encoding.UTF8.GetBytes($"key,white,black,result,pair,node\nx,a,b,1,,\n{line}\n")), "two.csv");
        Assert.Equal(3, report.Failure?.Line);
        Assert.StartsWith(message, report.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Games_are_kept_in_their_order_with_their_nodes()
    {
        var collector = new ResultCollector(keepsGames: true);
        collector.ReadCsv(new MemoryStream("white,black,result,node\nb,a,1,n2\na,b,0.5,n1\na,b,0,\n"u8.ToArray()));
        Assert.Equal(["b", "a"], collector.Players);
        Assert.Equal(["n2", "n1"], collector.Nodes);
        Assert.Equal(
            [new(0, 1, GameResult.Win, 0, 0), new(1, 0, GameResult.Draw, 0, 1),
            new CollectedGame(1, 0, GameResult.Loss, 0, -1)], collector.Games);
    }

    private static string Cells(ResultSet results) => string.Join(
        '\n', results.Pairs.Select(p => $"{p.A} {p.B} {string.Join(' ', Enumerable.Range(0, PairCells.Count).Select(c => p.Cells[c]))}"));

    private static (ResultSet Results, ReadReport Report) Csv(string text)
    {
        var collector = new ResultCollector();
        var report = collector.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return (collector.Build(), report);
    }
}
