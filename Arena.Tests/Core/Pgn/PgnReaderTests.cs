using System.Text;
using Arena.Core.Pgn;
using Arena.Core.Primitives;

namespace Arena.Tests.Core.Pgn;

public sealed class PgnReaderTests
{
    private const string Game = """
        [Event "Candidates \"A\""]
        [White "Müller, K"]
        [Black "back\\slash"]
        [Result "1-0"]

        1. e4 {best [%clk 0:01:02]} e5 $1 (1... c5!? (1... e6 1-0) 2.Nf3) 2. Nf3?! ; a line } (
        %escaped { (
        2... 0-0 3.O-O-O exd8=Q+ 12.Nbd7# 1-0

        """;

    [Fact]
    public void Tokens_come_as_written()
    {
        var reader = Of(Game);
        Assert.True(reader.ReadGame());
        Assert.Equal(["Candidates \"A\"", "Müller, K", "back\\slash", "1-0"], reader.Tags.Pairs().Select(p => p.Value));
        string[] expected =
        [
            "Move e4", "Comment best [%clk 0:01:02]", "Move e5", "Nag $1", "VariationStart (", "Move c5", "Nag !?", "VariationStart (",
            "Move e6", "VariationEnd )", "Move Nf3", "VariationEnd )", "Move Nf3", "Nag ?!", "Comment  a line } (", "Move 0-0",
            "Move O-O-O", "Move exd8=Q+", "Move Nbd7#", "Result 1-0",
        ];
        Assert.Equal(expected, Tokens(reader));
        Assert.Equal(PgnOutcome.WhiteWins, reader.Outcome);
        Assert.Empty(reader.Faults);
        Assert.False(reader.ReadGame());
    }

    [Fact]
    public void Tokens_have_lines_and_columns()
    {
        var reader = Of("[White \"a\"]\n\n1. e4 e5\n  2. Nf3 *\n");
        Assert.True(reader.ReadGame());
        var found = new List<(long, long)>();
        while (reader.ReadToken() != PgnTokenKind.End) found.Add(reader.Position);
        Assert.Equal([(3, 4), (3, 7), (4, 6), (4, 10)], found);
    }

    [Theory]
    [InlineData("[White \"a]\n[Black \"b\"]\n\n1-0", "1:11", "'White' is not closed", "a]|b")]
    [InlineData("[White \"a\"\n[Black \"b\"]\n\n1-0", "1:11", "'White' has no closing bracket", "a|b")]
    [InlineData("[White a]\n[Black \"b\"]\n\n1-0", "1:8", "'White' has no value in quotes", "|b")]
    [InlineData("[\"a\"]\n[White \"a\"]\n[Black \"b\"]\n\n1-0", "1:1", "a tag without a name", "a|b")]
    [InlineData("[White \"a\"]\n[White \"x\"]\n[Black \"b\"]\n1-0", "2:2", "comes twice", "a|b")]
    [InlineData("[White \"a\"]\n[Black \"b\"]\n\n1. e4 {oops\n1-0", "4:7", "a comment is not closed", "a|b")]
    [InlineData("[White \"a\"]\n[Black \"b\"]\n\n1. e4 (1. d4\n1-0", "5:4", "1 variation is not closed", "a|b")]
    [InlineData("[White \"a\"]\n[Black \"b\"]\n\n1. e4 )\n1-0", "4:7", "never opened", "a|b")]
    [InlineData("[White \"a\"]\n[Black \"b\"]\n[Result \"2-0\"]\n\n1. e4 1-0", "5:10", "the Result tag says '2-0'", "a|b")]
    [InlineData("[White \"a\"]\n[Black \"b\"]\n[Result \"0-1\"]\n\n1. e4 1-0", "5:10", "the tag counts", "a|b")]
    public void Faults_say_where_and_what(string text, string place, string message, string players)
    {
        var reader = Of(text);
        Assert.True(reader.ReadGame());
        Assert.Equal(players, $"{reader.Tags["White"]}|{reader.Tags["Black"]}");
        reader.SkipMoves();
        var fault = Assert.Single(reader.Faults);
        Assert.Equal(place, $"{fault.Line}:{fault.Column}");
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_comment_ends_at_the_next_games_tags()
    {
        var reader = Of("[Event \"1\"]\n\n1. e4 {oops\n\n[Event \"2\"]\n\n1. d4 0-1\n");
        Assert.Equal(["1", "2"], Games(reader).Select(g => g.Event));
    }

    [Fact]
    public void Headers_alone_are_games()
    {
        var reader = Of("[White \"a\"]\n[Result \"1-0\"]\n\n[White \"b\"]\n[Result \"0-1\"]\n[Event \"x\"]\n[Event \"y\"]\n");
        var outcomes = new List<PgnOutcome>();
        while (reader.ReadGame()) outcomes.Add(reader.Outcome);
        Assert.Equal([PgnOutcome.WhiteWins, PgnOutcome.BlackWins, PgnOutcome.Unknown], outcomes);
    }

    [Fact]
    public void Result_comes_from_the_moves_where_the_tag_does_not_say()
    {
        var reader = Of("[Result \"*\"]\n\n1. e4 1/2-1/2 {agreed}\n\n1. d4 d5 0-1\n");
        Assert.True(reader.ReadGame());
        reader.SkipMoves();
        Assert.Equal(PgnOutcome.Draw, reader.Outcome);
        Assert.True(reader.ReadGame());
        Assert.Equal(0, reader.Tags.Count);
        reader.SkipMoves();
        Assert.Equal(PgnOutcome.BlackWins, reader.Outcome);
        Assert.False(reader.ReadGame());
    }

    [Fact]
    public void Names_are_UTF8_or_Latin1_and_a_mark_is_no_name()
    {
        byte[] latin =
            [.. Encoding.Latin1.GetBytes("[White \"Müller\"]\n\n*\n\n"), .. Encoding.UTF8.GetBytes("[White \"Müller\"]\n\n*\n")];
        var reader = new PgnReader(new MemoryStream([0xEF, 0xBB, 0xBF, .. latin]));
        for (var game = 0; game < 2; game++)
        {
            Assert.True(reader.ReadGame());
            Assert.Equal("Müller", reader.Tags["White"]);
        }
    }

    [Theory]
    [InlineData(true, "UTF-16")]
    [InlineData(false, "UTF-16")]
    public void Other_encodings_are_named(bool mark, string message)
    {
        byte[] text = Encoding.Unicode.GetBytes("[White \"a\"]\n\n*\n");
        var reader = new PgnReader(new MemoryStream(mark ? [0xFF, 0xFE, .. text] : text));
        Assert.False(reader.ReadGame());
        Assert.Contains(message, reader.Failure!.Value.Message, StringComparison.Ordinal);
        Assert.False(reader.ReadGame());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public void Nothing_is_no_games(string text)
    {
        var reader = Of(text);
        Assert.False(reader.ReadGame());
        Assert.Null(reader.Failure);
    }

    // Skipping must end games where reading does, however the bytes come in and whatever they are.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Skipping_and_reading_agree_on_any_text(ulong seed)
    {
        var dice = new Dice(new Seed(seed));
        string[] pieces =
            ["1-0", "0-1", "1/2-1/2", "*", " ", "\n", "\r\n", "{", "}", "(", ")", ";", "%", "[", "]", "\"", "\\", "e4", "O-O",
                "0-0-0", "12.", "$1", "!?", "-",
             "[Event \"x\"]\n", "[White \"y\"]\n", "[Result \"1-0\"]\n", "\n[Event \"", "2", "a1-0", "ü", "{c}", "(v)", "\n\n"];
        for (var trial = 0; trial < 1_500; trial++)
        {
            var text = string.Concat(Enumerable.Range(0, dice.NextBelow(40)).Select(_ => pieces[dice.NextBelow(pieces.Length)]));
            var bytes = Encoding.UTF8.GetBytes(text);
            var skipped = Games(new(new MemoryStream(bytes)));
            var read = Games(new(new Dribble(bytes, dice)), tokens: true);
            Assert.True(skipped.SequenceEqual(read),
                $"seed {seed}, trial {trial}: {text}\n{string.Join(";", skipped)}\n{string.Join(";", read)}");
        }
    }

    [Fact]
    public void A_long_file_passes_through_a_short_window()
    {
        var one = Encoding.UTF8.GetBytes(Game);
        var reader = new PgnReader(new Repeat(one, 20_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var games = 0;
        while (reader.ReadGame()) games++;
        Assert.Equal(20_000, games);
        Assert.Equal(19_999L * Game.Count(c => c == '\n') + 1, reader.Line);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static PgnReader Of(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static List<string> Tokens(PgnReader reader)
    {
        var tokens = new List<string>();
        while (reader.ReadToken() != PgnTokenKind.End) tokens.Add($"{reader.Kind} {PgnText.Decode(reader.Token)}");
        return tokens;
    }

    private static List<(string? Event, PgnOutcome Outcome, long Line, int Faults)> Games(PgnReader reader, bool tokens = false)
    {
        var games = new List<(string?, PgnOutcome, long, int)>();
        while (reader.ReadGame())
        {
            if (tokens) Tokens(reader);
            else reader.SkipMoves();
            games.Add((reader.Tags["Event"], reader.Outcome, reader.Line, reader.Faults.Count));
        }

        return games;
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Dribble(byte[] bytes, Dice dice) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + dice.NextBelow(5)));
    }

    /// <summary>The same bytes over and over.</summary>
    private sealed class Repeat(byte[] bytes, int times) : MemoryStream(bytes)
    {
        private int _left = times;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            if (read > 0 || --_left <= 0) return read;
            Position = 0;
            return base.Read(buffer, offset, count);
        }
    }
}
