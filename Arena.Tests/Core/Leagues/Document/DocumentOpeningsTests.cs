using System.Text;
using Arena.Core.Leagues.Document;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Document;

public sealed class DocumentOpeningsTests
{
    private const string League = """
        {
          // stays
          "name": "l", "game": "chess", "repetitions": 9,
          "agents": ["random", "greedy"],
        }
        """;

    private const string Pgn = """
        [Event "one"]

        1. e4 e5 2. Nf3 *

        [Event "two"]
        [SetUp "1"]
        [FEN "4k3/4P3/8/8/8/8/8/4K2R w K - 0 1"]

        1. O-O Kxe7 *

        """;

    private const string Epd = "4k3/8/8/8/8/8/4P3/4K3 w - - hmvc 3;\n\n8/8/8/4k3/8/8/4P3/4K3 b - - 0 1\n";

    [Fact]
    public void Games_become_lists_of_moves_and_all_else_stays()
    {
        var edit = Put(League, "book.pgn", Pgn);

        Assert.Equal((2, []), (edit.Count, edit.Faults));
        Assert.Equal(
            League.Replace(
                "\"game\": \"chess\"",
                """
                "game": "chess",
                  "openings": [
                    ["e4","e5","Nf3"],
                    {"state":"4k3/4P3/8/8/8/8/8/4K2R w K - 0 1","moves":["O-O","Kxe7"]}
                  ]
                """, StringComparison.Ordinal),
            edit.Document);
        Assert.Equal(2, TestLeague.Of(edit.Document!).Openings.Length);
    }

    [Theory]
    [InlineData("book.pgn", Pgn, 2)]
    [InlineData("book.pgn", Pgn, null)]
    [InlineData("book.epd", Epd, null)]
    public void League_is_the_same_as_with_the_file_itself(string name, string content, int? plies)
    {
        var file = plies is null ? $$"""{ "file": "{{name}}" }""" : $$"""{ "file": "{{name}}", "plies": {{plies}} }""";
        var naming = League.Replace("\"chess\"", $"\"chess\", \"openings\": {file}", StringComparison.Ordinal);
        var wanted = LeagueDocument.Parse(naming, _ => StreamOf(content)).Definition;

        Assert.Equal(wanted, TestLeague.Of(Put(League, name, content, plies).Document!));
        Assert.Equal(wanted, TestLeague.Of(DocumentOpenings.TakeIn(naming, _ => StreamOf(content)).Document!));
    }

    [Fact]
    public void Those_that_were_there_give_way_and_their_order_stays()
    {
        const string old = """ "chess", "openings": { "order": "random", "start": 2, "list": [["d4"]] }""";
        var first = League.Replace("\"chess\"", old, StringComparison.Ordinal);
        var second = Put(first, "a.epd", Epd).Document!;
        var third = Put(second, "b.pgn", Pgn).Document!;

        Assert.Contains("\"order\": \"random\", \"start\": 2, \"list\": [", third, StringComparison.Ordinal);
        Assert.DoesNotContain("8/8/8/4k3", third, StringComparison.Ordinal);
        Assert.Equal(2, TestLeague.Of(third).Openings.Length);
    }

    [Theory]
    [InlineData(League, "a.epd", "4k3/8/8/8/8/8/4P3/4K3 w - -\nnonsense\n", "$.openings.file", "a.epd:2: ")]
    [InlineData(League, "a.pgn", "[Event \"x\"]\n\n1. e4 Qh4 *\n", "$.openings.file", "a.pgn:3:")]
    [InlineData(League, "a.epd", "# nothing\n", "$.openings.file", "there are no openings in a.epd")]
    [InlineData("""{ "game": "othello" }""", "a.epd", Epd, "$.openings.file", "which is for chess")]
    [InlineData("""{ "game": "ches" }""", "a.epd", Epd, "$.game", "did you mean 'chess'?")]
    [InlineData("{ \"game\": ", "a.epd", Epd, "$", "not JSON: line 1")]
    [InlineData("[]", "a.epd", Epd, "$", "wanted an object")]
    public void What_cannot_be_is_told_and_nothing_is_changed(string document, string name, string content, string path, string message)
    {
        var edit = Put(document, name, content);
        Assert.Null(edit.Document);
        var fault = Assert.Single(edit.Faults);
        Assert.Equal(path, fault.Path);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Games_that_cannot_be_played_are_left_out_and_told()
    {
        var edit = Put(League, "a.pgn", Pgn + "[Event \"three\"]\n\n1. e4 Qh4 *\n");
        Assert.Equal(2, edit.Count);
        Assert.Contains("the game is left out", Assert.Single(edit.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_document_may_have_is_not_put_in()
    {
        var (position, many) = ("4k3/8/8/8/8/8/4P3/4K3 w - - 0 1\n", new StringBuilder());
        for (var i = 0; i <= LeagueLimits.Openings; i++)
            many.Append(position);
        var edit = Put(League, "a.epd", many.ToString());
        Assert.Equal(LeagueLimits.Openings, edit.Count);
        Assert.Contains("the first 10000 of 10001", Assert.Single(edit.Notes).Message, StringComparison.Ordinal);

        var near = League + new string(' ', LeagueLimits.DocumentLength - League.Length - 10);
        var fault = Assert.Single(Put(near, "a.epd", position).Faults);
        Assert.Contains($"at most {LeagueLimits.DocumentLength} are allowed", fault.Message, StringComparison.Ordinal);
    }

    private static OpeningsEdit Put(string document, string name, string content, int? plies = null) =>
        DocumentOpenings.Put(document, name, StreamOf(content), plies);

    private static MemoryStream StreamOf(string text) => new(Encoding.UTF8.GetBytes(text));
}
