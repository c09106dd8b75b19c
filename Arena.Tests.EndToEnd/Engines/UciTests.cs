using System.Text;
using Arena.Core.Agents;
using Arena.Engines.Processes;
using Arena.Engines.Protocols;

namespace Arena.Tests.EndToEnd.Engines;

public sealed class UciTests
{
    [Theory]
    [InlineData("option name Hash type spin default 16 min 1 max 33554432", "Hash", "spin", "16", null)]
    [InlineData("option name Hash type spin default 16 min 1 max 64", "Hash", "spin", "x",
        "option 'Hash': found 'x'; wanted an integer from 1 to 64")]
    [InlineData("option name Skill Level type spin default 20 min 0 max 20", "Skill Level", "spin", "-1",
        "option 'Skill Level': found '-1'; wanted an integer from 0 to 20")]
    [InlineData("option name Ponder type check default false", "Ponder", "check", "yes",
        "option 'Ponder': found 'yes'; wanted true or false")]
    [InlineData("option name Style type combo default Normal var Solid var Very Risky", "Style", "combo", "very risky", null)]
    [InlineData("option name Style type combo default Normal var Solid var Very Risky", "Style", "combo", "wild",
        "option 'Style': found 'wild'; wanted one of: Solid, Very Risky")]
    [InlineData("  option\tname  Multi \t PV type\tspin  default 1 min  1 max 5 ", "Multi PV", "spin", "6",
        "option 'Multi PV': found '6'; wanted an integer from 1 to 5")]
    [InlineData("option name Clear Hash type button", "Clear Hash", "button", "", null)]
    [InlineData("option name Book File type string default <empty>", "Book File", "string", "a b", null)]
    public void Option_is_read_and_values_are_checked(string line, string name, string type, string value, string? fault)
    {
        var option = UciOption.Parse(line)!;
        Assert.Equal((name, type), (option.Name, option.Type));
        Assert.Equal(fault, option.Fault(value));
    }

    [Theory]
    [InlineData("option")]
    [InlineData("option name")]
    [InlineData("option name X")]
    [InlineData("option type spin")]
    public void Option_that_says_too_little_is_none(string line) => Assert.Null(UciOption.Parse(line));

    [Theory]
    [InlineData("info depth 12 seldepth 20 score cp -34 nodes 5 pv e2e4", -34, null, 12)]
    [InlineData("info depth 3 score mate -2", null, -2, 3)]
    [InlineData("info score cp 7", 7, null, 0)]
    [InlineData(" \tinfo\tdepth   4 multipv 1  score\tcp   -9 \t", -9, null, 4)]
    [InlineData("info depth 9 pv e2e4 e7e5 score cp 31", 31, null, 9)]
    public void Info_tells_score_and_depth(string line, int? centipawns, int? mate, int depth) =>
        Assert.Equal(
            new SearchSummary(centipawns, mate, depth), UciInfo.Parse(Encoding.UTF8.GetBytes(line))!.Value with { Details = null });

    [Fact]
    public void Info_tells_of_the_search()
    {
        const string line = "info depth 9 seldepth 14 multipv 1 score cp 31 nodes 5000000000 nps 7 hashfull 512 tbhits 3 time 120 "
            + "pv e2e4\te7e5   a7a8q currmove e2e4";
        Assert.Equal(
            new SearchDetails(14, 5_000_000_000, 7, 512, 3, TimeSpan.FromMilliseconds(120), "e2e4 e7e5 a7a8q"),
            UciInfo.Parse(Encoding.UTF8.GetBytes(line))!.Value.Details);
    }

    [Theory]
    [InlineData("info string hello")]
    [InlineData("info depth 3 score")]
    [InlineData("info depth 3 score cp")]
    [InlineData("info depth 3 score cp x")]
    [InlineData("info depth 3 score wdl 1")]
    [InlineData("info depth 3 score cp 99999999999")]
    [InlineData("info string a score cp 12 would be nice")]
    [InlineData("info depth 3 score cp 12 lowerbound")]
    [InlineData("info depth 3 score cp 12 upperbound nodes 7")]
    [InlineData("info depth 3 multipv 2 score cp 12")]
    public void Info_without_an_evaluation_tells_nothing(string line) => Assert.Null(UciInfo.Parse(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Features_are_read_from_several_lines()
    {
        var features = new XboardFeatures();
        features.Add("ping=1 setboard=0 myname=\"Fairy-Max 5.0b\" option=\"Hash size -spin 1 0 9\" done=0");
        Assert.False(features.IsDone);
        features.Add("  variants=\"normal,knightmate\"\toption=\"Ponder \t -check 1\"   done=1\t");
        Assert.True(features.IsDone);
        Assert.Equal(("1", "0", "Fairy-Max 5.0b", ""), (features["ping"], features["setboard"], features["myname"], features["usermove"]));
        Assert.Equal(["Hash size", "Ponder"], features.Options);
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("a=\"")]
    [InlineData("a= b")]
    [InlineData("\"=\"=\"=")]
    public void Broken_features_are_survived(string line) => new XboardFeatures().Add(line);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Lines_come_whole_however_they_are_cut(int chunk)
    {
        var lines = new[] { "", "uciok", new string('x', 9_000), "a\tb", new string('y', 40_000), "last" };
        using var stream = new Chunked(Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\n" + "unfinished"), chunk);
        var reader = new LineReader(stream, 50_000);
        var read = new List<string>();
        while (reader.TryRead(out var line)) read.Add(Encoding.UTF8.GetString(line));
        Assert.Equal(lines, read);
    }

    [Theory]
    [InlineData(1_000, 1_001, 7)]
    [InlineData(1_000, 1_001, 100_000)]
    [InlineData(1_000, 5_000, 100_000)]
    [InlineData(1_000, 3_000_000, 4_096)]
    public void Line_beyond_the_limit_is_passed_over(int limit, int length, int chunk)
    {
        var text = "one\n" + new string('x', length) + "\n" + new string('y', limit) + "\nlast\n";
        using var stream = new Chunked(Encoding.UTF8.GetBytes(text), chunk);
        var reader = new LineReader(stream, limit);
        var read = new List<(string, long)>();
        while (reader.TryRead(out var line)) read.Add((Encoding.UTF8.GetString(line), reader.LineStart));
        Assert.Equal([("one", 0), (new string('y', limit), length + 5), ("last", length + limit + 6)], read);
        Assert.Equal(text.Length, reader.Received);
    }

    [Fact]
    public void Dialogue_keeps_the_end()
    {
        var dialogue = new Dialogue();
        for (var i = 0; i < 10_000; i++) dialogue.Heard(Encoding.UTF8.GetBytes($"line {i}"));
        dialogue.Sent("position\ngo\n"u8);
        Assert.EndsWith("< line 9999\n> position\n> go\n", dialogue.ToString());
        Assert.True(dialogue.ToString().Length <= 8192);
    }

    private sealed class Chunked(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }
}
