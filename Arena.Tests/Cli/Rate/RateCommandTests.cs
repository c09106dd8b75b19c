using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Arena.Tests.Cli.Rate;

public sealed class RateCommandTests
{
    // Laskos' three engines: H-S 18-9-3, S-K 18-9-3, H-K 24-6-0.
    private static readonly string _three = "white,black,result\n" + string.Concat(
        new[] { ("H", "S", 18, 9, 3), ("S", "K", 18, 9, 3), ("H", "K", 24, 6, 0) }.Select(m =>
            Rows(m.Item1, m.Item2, "1-0", m.Item3) + Rows(m.Item1, m.Item2, "1/2-1/2", m.Item4) + Rows(m.Item1, m.Item2, "0-1", m.Item5)));

    [Theory]
    [InlineData(".csv", false)]
    [InlineData(".csv.gz", true)]
    [InlineData("", false)]
    public async Task Three_engines_get_the_published_ratings(string extension, bool zipped)
    {
        var bytes = Encoding.UTF8.GetBytes(_three);
        if (zipped)
        {
            using var target = new MemoryStream();
            using (var gzip = new GZipStream(target, CompressionMode.Compress)) gzip.Write(bytes);
            bytes = target.ToArray();
        }

        var run = await CommandRun.WithFile("rate", extension, bytes, "--json", "--average", "0", "--seat", "0", "--crosstable", "--los");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        using var json = JsonDocument.Parse(run.Output);
        var ratings = json.RootElement.GetProperty("ratings").EnumerateArray().ToArray();
        Assert.Equal(["H", "S", "K"], ratings.Select(r => r.GetProperty("player").GetString()));
        Assert.Equal([190.85, 0, -190.85], ratings.Select(r => Math.Round(r.GetProperty("rating").GetDouble(), 2)));
        Assert.Equal(1, json.RootElement.GetProperty("groups").GetInt32());
        Assert.Equal(6, json.RootElement.GetProperty("crosstable").GetArrayLength());
        Assert.InRange(json.RootElement.GetProperty("superiority")[0][2].GetDouble(), 0.99, 1);
    }

    [Fact]
    public async Task Table_names_seats_groups_and_the_one_sided()
    {
        var run = await CommandRun.WithFile("rate", ".csv", "a,b,1-0\nb,a,1-0\na,b,0.5\nc,a,1-0\nx,y,1-0\n"u8.ToArray(), "--crosstable");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("5 games of 5 players", run.Output, StringComparison.Ordinal);
        Assert.Contains("First seat: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 groups that no game links", run.Output, StringComparison.Ordinal);
        Assert.Contains("one-sided", run.Output, StringComparison.Ordinal);
        Assert.Contains("+1=1-1", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,1\na,b,1\n", "all its games with the rest went one way, so that its rating is a guess, held by one drawn game, which")]
    [InlineData("a,b,1\n", "held by one drawn game, which is added", "--prior", "0")]
    [InlineData("a,b,1\n", "held by the drawn game that is added to each player's", "--prior", "1")]
    [InlineData("a,b,1\n", "held by the 2.5 drawn games that are added to each player's", "--prior", "2.5")]
    [InlineData("a,b,0.5\n", "it won no decisive game with the rest, or lost none, so that", "--draws", "davidson")]
    public async Task Footnote_says_what_holds_the_one_sided(string games, string why, params string[] options)
    {
        var run = await CommandRun.WithFile("rate", ".csv", Encoding.UTF8.GetBytes(games), options);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains(why, Assert.Single(run.Output.Split('\n'), line => line.StartsWith("one-sided: ", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_game_is_no_plural()
    {
        var run = await CommandRun.WithFile("rate", ".csv", "a,b,1-0\n"u8.ToArray());
        Assert.StartsWith("1 game of 2 players; ", run.Output, StringComparison.Ordinal);
        var strict = await CommandRun.WithFile("rate", ".csv", "a,b,1-0\na,b,x\n"u8.ToArray(), "--strict");
        Assert.Contains(" has 1 fault\n", strict.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seat_auto_is_estimated_as_without_the_option()
    {
        var csv = Encoding.UTF8.GetBytes(_three);
        var auto = await CommandRun.WithFile("rate", ".csv", csv, "--csv", "--seat", "auto");
        var without = await CommandRun.WithFile("rate", ".csv", csv, "--csv");
        Assert.Equal((0, ""), (auto.ExitCode, auto.Errors));
        Assert.Equal(without.Output, auto.Output);
    }

    [Fact]
    public async Task Anchors_hold_and_confidence_widens()
    {
        var run = await CommandRun.WithFile("rate", ".csv", Encoding.UTF8.GetBytes(_three), "--csv", "--anchor", "S=2800", "-F", "99");
        var narrow = await CommandRun.WithFile("rate", ".csv", Encoding.UTF8.GetBytes(_three), "--csv", "--anchor", "S=2800", "-F", "0.9");
        Assert.Contains("2,S,2800,0,2800,2800,60,", run.Output, StringComparison.Ordinal);
        Assert.True(Error(run) > 1.3 * Error(narrow));

        static double Error(CommandRun run) =>
            double.Parse(run.Output.Split('\n')[1].Split(',')[3], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Bootstrap_repeats_itself_and_agrees_with_the_formula()
    {
        var once = await CommandRun.WithFile("rate", ".csv", Encoding.UTF8.GetBytes(_three), "--csv", "--bootstrap", "2000", "--seed", "7");
        var again = await CommandRun.WithFile(
            "rate", ".csv", Encoding.UTF8.GetBytes(_three), "--csv", "--bootstrap", "2000", "--seed", "7");
        Assert.Equal(once.Output, again.Output);
        Assert.Equal(0, once.ExitCode);
    }

    [Fact]
    public async Task Pgn_faults_are_told_and_strict_fails_on_them()
    {
        var pgn = Encoding.UTF8.GetBytes(
            "[White \"a]\n[Black \"b\"]\n[Result \"1-0\"]\n\n1. e4 1-0\n\n"
            + "[White \"b\"]\n[Black \"c\"]\n[Result \"0-1\"]\n\n1. e4 {oops\n");
        var run = await CommandRun.WithFile("rate", ".pgn", pgn);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(".pgn:1:11: the value of tag 'White' is not closed", run.Errors, StringComparison.Ordinal);
        Assert.Contains(".pgn:11:7: a comment is not closed", run.Errors, StringComparison.Ordinal);
        Assert.Contains("2 games of 3 players", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.WithFile("rate", ".pgn", pgn, "--strict")).ExitCode);
    }

    [Theory]
    [InlineData("white,black\na,b\n", "no column 'result'")]
    [InlineData("", "no finished game")]
    [InlineData("white,black,result\na,b,*\n", "1 unfinished")]
    [InlineData("a,b,1-0\n", "wanted NAME=R", "--anchor", "a")]
    [InlineData("a,b,1-0\n", "who has no game", "--anchor", "z=1")]
    [InlineData("a,b,1-0\n", "wanted half or davidson", "--draws", "rao")]
    [InlineData("a,b,1-0\n", "--confidence is '200'", "--confidence", "200")]
    [InlineData("a,b,1-0\n", "--seat is 'x'; wanted a number from -2000 to 2000, or auto", "--seat", "x")]
    [InlineData("a,b,1-0\n", "--alpha is the error rate of --anytime", "--alpha", "0.1")]
    [InlineData("a,b,1-0\n", "--alpha is '0'", "--anytime", "--alpha", "0")]
    [InlineData("a,b,1-0\n", "CSV with a column 'node'", "--nodes")]
    [InlineData("key,white,black,result\nk,a,b,1\nk,a,b,0\n", ":3:1: the key 'k' stands for 'a' - 'b' 0-1; in ")]
    public async Task Bad_input_is_named_and_ends_with_two(string text, string message, params string[] args)
    {
        var run = await CommandRun.WithFile("rate", ".csv", Encoding.UTF8.GetBytes(text), args);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Files_in_any_order_give_the_same_bytes_also_when_they_share_results()
    {
        var directory = Directory.CreateTempSubdirectory("arena-test-");
        try
        {
            var lines = _three.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select((line, i) => $"l/{i},{line},{i / 2},node-{i % 3}\n").ToArray();
            string Write(string name, IEnumerable<string> some)
            {
                var path = Path.Combine(directory.FullName, name);
                File.WriteAllText(path, "key,white,black,result,pair,node\n" + string.Concat(some));
                return path;
            }

            var (a, b, all) = (Write("a.csv", lines.Take(60)), Write("b.csv", lines.Skip(30)), Write("all.csv", lines));
            string[] tables = ["--json", "--crosstable", "--los", "--cycles", "--nodes"];
            var one = await CommandRun.Of(["rate", a, b, .. tables]);
            var other = await CommandRun.Of(["rate", b, a, .. tables]);
            Assert.Equal((0, ""), (one.ExitCode, one.Errors));
            Assert.Equal(one.Output, other.Output);
            using var merged = JsonDocument.Parse(one.Output);
            using var whole = JsonDocument.Parse((await CommandRun.Of(["rate", all, .. tables])).Output);
            Assert.Equal((90, 30), (merged.RootElement.GetProperty("games")
                .GetInt32(), merged.RootElement.GetProperty("repeated").GetInt32()));
            Assert.Equal(whole.RootElement.GetProperty("ratings").GetRawText(), merged.RootElement.GetProperty("ratings").GetRawText());
            Assert.Equal(whole.RootElement.GetProperty("nodes").GetRawText(), merged.RootElement.GetProperty("nodes").GetRawText());

            File.AppendAllText(b, "l/0,H,S,0-1,0,node-0\n");
            var conflict = await CommandRun.Of("rate", a, b);
            Assert.Equal((2, ""), (conflict.ExitCode, conflict.Output));
            Assert.Contains($"{b}:62:1: the key 'l/0' stands for 'H' - 'S' 0-1 at node-0", conflict.Errors, StringComparison.Ordinal);
            Assert.Contains($"in {a}:2 it stands for 'H' - 'S' 1-0 at node-0", conflict.Errors, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Anytime_claims_say_after_which_game_they_were_made_and_are_hardly_ever_false()
    {
        var alone = await CommandRun.WithFile("rate", ".csv",
            Encoding.UTF8.GetBytes(Rows("a", "b", "1-0", 9) + Rows("b", "c", "1/2-1/2", 4) + Rows("a", "b", "1-0", 20)), "--anytime");
        Assert.Contains("Claims that hold at any time, all of them but with a chance of 5 %: 1; each took evidence of 120",
            alone.Output, StringComparison.Ordinal);

        const double Alpha = 0.2;
        var (dice, wrong, right) = (new System.Random(17), 0, 0);
        for (var trial = 0; trial < 150; trial++)
        {
            var (equal, unequal) = (new StringBuilder(), new StringBuilder());
            for (var game = 0; game < 400; game++)
            {
                var (first, second) = (dice.Next(3), dice.Next(2));
                if (second >= first) second++;
                equal.Append(CultureInfo.InvariantCulture,
                    $"{first},{second},{(dice.Next(3) is var roll && roll == 0 ? "1" : roll == 1 ? "0" : "0.5")}\n");
                unequal.Append(CultureInfo.InvariantCulture, $"{first},{second},{Unequal(first, second)}\n");
            }

            if (await ClaimsAsync(equal) is [_, ..]) wrong++;
            if (await ClaimsAsync(unequal) is [_, ..] claims
                && claims.All(claim =>
                    claim.GetProperty("better").GetString() == "0" && claim.GetProperty("afterGame").GetInt32() is > 5 and <= 400))
                right++;
        }

        Assert.InRange(wrong, 0, (int)(150 * Alpha) + 15);
        Assert.InRange(right, 110, 150);

        // The first player wins four games of five, the others half of theirs.
        string Unequal(int first, int second) =>
            first == 0 ? (dice.Next(10) < 8 ? "1" : "0")
            : second == 0 ? (dice.Next(10) < 8 ? "0" : "1")
            : dice.Next(2) == 0 ? "1" : "0";

        static async Task<JsonElement[]> ClaimsAsync(StringBuilder text)
        {
            var run = await CommandRun.WithFile("rate", ".csv", Encoding.UTF8.GetBytes(text.ToString()), "--anytime",
                "--alpha", Alpha.ToString(CultureInfo.InvariantCulture), "--json");
            return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("claims").GetProperty("made").EnumerateArray()];
        }
    }

    [Fact]
    public async Task Nodes_are_compared_within_pairings()
    {
        var text = "white,black,result,node\n"
            + string.Concat(Enumerable.Range(0, 300)
            .Select(i => $"a,b,{(i % 3 == 0 ? (i % 2 == 0 ? "1" : "0") : i % 5 == 0 ? "0" : "1")},n{i % 3}\n"));
        var run = await CommandRun.WithFile("rate", ".csv", Encoding.UTF8.GetBytes(text), "--nodes");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Nodes, each against the others' games of the same pairings", run.Output, StringComparison.Ordinal);
        Assert.Contains("suspect", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_and_another_encoding_are_named()
    {
        var missing = await CommandRun.Of("rate", "/nonexistent/games.pgn");
        Assert.Equal((2, "arena: /nonexistent/games.pgn: there is no such file or folder"), (missing.ExitCode, missing.Errors.Trim()));
        var wide = await CommandRun.WithFile("rate", ".pgn", Encoding.Unicode.GetBytes("[White \"a\"]"));
        Assert.Equal(2, wide.ExitCode);
        Assert.Contains("UTF-16", wide.Errors, StringComparison.Ordinal);
    }

    private static string Rows(string white, string black, string result, int games) =>
        string.Concat(Enumerable.Repeat($"{white},{black},{result}\n", games));
}
