using System.Globalization;
using System.Xml.Linq;
using Arena.ControlPlane.Web.Boards;
using Arena.Core.Games;
using Arena.Core.Games.Poker;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Arena.Tests.Shared;

namespace Arena.Tests.ControlPlane.Web.Boards;

public sealed class BoardTests
{
    public static TheoryData<string> Games => [.. GameCatalog.Names];

    [Theory]
    [MemberData(nameof(Games))]
    public async Task Every_position_of_a_random_match_has_as_many_pieces_in_its_drawing_as_on_the_board(string game)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var document = await Recorded.Async(game, seed, "random", "random", Parameters(game));
            var plies = MatchPlies.Of(document);
            for (var ply = 0; ply <= plies.Plies.Length; ply++)
            {
                var state = plies.StateAt(ply);
                var drawn = await DrawAsync(state, ply == 0 ? null : plies.Plies[ply - 1]);
                Assert.True(Pieces(state) == Drawn(state, drawn), $"{game}, seed {seed}, ply {ply}:\n{state}\n{drawn}");
                Assert.False(string.IsNullOrWhiteSpace(Words(drawn)), $"{game}, ply {ply}: no words");
            }
        }
    }

    [Theory]
    [InlineData("chess")]
    [InlineData("breakthrough")]
    public async Task Turned_board_has_every_piece_and_mark_at_the_opposite_place(string game)
    {
        var plies = MatchPlies.Of(await Recorded.Async(game, 4, "random", "random"));
        for (var ply = 1; ply <= plies.Plies.Length; ply += 5)
        {
            (string, object?)[] shown = [("Position", plies.StateAt(ply)), ("Last", plies.Plies[ply - 1])];
            var plain = await Markup.ReadAsync<Board>(shown);
            var turned = await Markup.ReadAsync<Board>([.. shown, ("IsTurned", true)]);
            Assert.Equal(Places(plain).Select(at => (at.What, 70 - at.X, 70 - at.Y)).Order(), Places(turned).Order());
            Assert.Equal(Words(plain), Words(turned));
        }
    }

    // What stands on squares of ten, and where.
    private static IEnumerable<(string What, double X, double Y)> Places(XElement board)
    {
        foreach (var piece in board.Of("piece"))
        {
            var at = ((string)piece.Attribute("transform")!).Split('(', ' ', ')');
            var shape = piece.Elements().First().Attribute("d")?.Value;
            yield return ($"{(string?)piece.Attribute("class")} {shape}", Square(at[1]), Square(at[2]));
        }

        foreach (var mark in board.Of("mark"))
            yield return ("mark", Square(mark.Attribute("x")!.Value), Square(mark.Attribute("y")!.Value));
    }

    private static double Square(string at) => 10 * Math.Round(double.Parse(at, CultureInfo.InvariantCulture) / 10);

    [Theory]
    [MemberData(nameof(Games))]
    public async Task Every_game_of_the_catalog_has_a_drawing_of_its_own(string game) =>
        Assert.Empty((await DrawAsync(NewGame.Of(game).NewState())).Of("position-text"));

    [Theory]
    [InlineData("tic_tac_toe", "x.o\n.x.\n..o",
        "Tic-tac-toe. x: row 1 column 1, row 2 column 2; o: row 1 column 3, row 3 column 3. x to move.")]
    [InlineData("connect_four", ".......\n.......\n.......\n.......\n.......\n..xo...",
        "Connect Four. x: column 2 height 1; o: column 3 height 1. x to move.")]
    [InlineData("chess", "7k/5KQ1/8/8/8/8/8/8 b - - 0 1",
        "Chess. White: king f7, queen g7; Black: king h8; check. The game is over.")]
    [InlineData("chess", "4k3/8/8/8/8/8/4P1P1/4K3 b - - 0 1", "Chess. White: king e1, pawns e2 g2; Black: king e8. Black to move.")]
    [InlineData("breakthrough",
        "8........\n7..b.....\n6........\n5........\n4........\n3........\n2w.......\n1........\n abcdefgh\nwhite to move",
        "Breakthrough. Black: c7; White: a2. White to move.")]
    [InlineData("kuhn_poker", "0 2 pb",
        "Kuhn poker. seat 1 holds the jack and has put in 1; seat 2 holds the king and has put in 2; pot 3; "
        + "betting: seat 1 pass, seat 2 bet. Seat 1 to move.")]
    [InlineData("matrix_rps", "Rock, Paper",
        "Rock, paper, scissors. 1 turns; in the last, seat 1 chose Rock and seat 2 Paper; scores -1 and 1. The game is over.")]
    public async Task Drawing_says_its_position_in_words(string game, string position, string words) =>
        Assert.Equal(words, Words(await DrawAsync(NewGame.Of(game).ParseState(position))));

    [Fact]
    public async Task Chess_marks_the_last_move_and_the_king_in_check()
    {
        var state = NewGame.Of("chess").NewState();
        foreach (var move in new[] { "f3", "e5", "g4", "Qh4#" })
            state.Apply(state.FindAction(state.CurrentSeat, move)!.Value);
        var drawn = await DrawAsync(state, new MatchPly([new MatchAction(1, 3 + (7 << 3) + (31 << 6), "Qh4#", null, null)], [], false));
        Assert.Equal([("30", "0"), ("70", "40")], drawn.Of("mark").Select(Corner)); // d8 and h4
        Assert.Equal([("40", "70")], drawn.Of("check").Select(Corner));             // e1
    }

    [Fact]
    public async Task Connect_four_marks_the_disc_that_fell_and_the_line_that_won()
    {
        var state = NewGame.Of("connect_four").NewState();
        foreach (var column in new[] { 0, 1, 0, 1, 0, 1, 0 })
            state.Apply(column);
        var drawn = await DrawAsync(state, Ply(0, "x0"));
        var ring = Assert.Single(drawn.Of("last-ring"));
        Assert.Equal(("5", "25"), ((string?)ring.Attribute("cx"), (string?)ring.Attribute("cy")));
        Assert.Equal("M5 25L5 55", (string?)Assert.Single(drawn.Of("won")).Attribute("d"));
    }

    [Theory]
    [InlineData("ipd", "CD\nCC", "5, 0")]
    [InlineData("matrix_pd", "Defect, Cooperate", "10, 0")]
    [InlineData("matrix_bos", "Stravinsky, Stravinsky", "2, 3")]
    public async Task Payoffs_show_the_pair_that_was_played_last(string game, string position, string cell)
    {
        var drawn = await DrawAsync(NewGame.Of(game).ParseState(position));
        Assert.Equal(cell, Assert.Single(drawn.Of("played")).Value);
    }

    [Fact]
    public async Task Noise_and_an_open_end_leave_the_payoffs_of_a_turn_as_they_are()
    {
        var drawn = await DrawAsync(NewGame.Of("ipd", ("noise", 0.2), ("end", 0.1)).NewState());
        Assert.Equal(["3, 3", "0, 5", "5, 0", "1, 1"], drawn.Descendants("td").Select(cell => cell.Value).Where(text => text != ""));
    }

    [Fact]
    public async Task Long_match_of_rounds_is_drawn_by_its_newest_turns()
    {
        var text = new string('C', 1_999);
        var drawn = await DrawAsync(NewGame.Of("ipd", ("turns", 100_000)).ParseState($"{text}D\n{text}C"));
        Assert.Equal(200, drawn.Of("turn").Count());
        Assert.Equal("DC", Assert.Single(drawn.Of("now")).Value.Trim().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains("Turns 1801 to 2000", drawn.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kuhn_poker", "0 2 pb", "jack", "king")]
    [InlineData("leduc_poker", "3 0 5 crc/r", "queen", "jack")]
    public async Task Hidden_cards_are_nowhere_in_the_drawing_before_the_match_is_over(string game, string position, params string[] cards)
    {
        var state = NewGame.Of(game).ParseState(position);
        var hidden = await Markup.ReadAsync<Board>((nameof(Board.Position), state), (nameof(Board.ShowsHidden), false));
        Assert.Equal(2, hidden.Of("back").Count());
        Assert.All(cards, card => Assert.DoesNotContain(card, hidden.ToString(), StringComparison.Ordinal));
        var open = await DrawAsync(state);
        Assert.Empty(open.Of("back"));
        Assert.All(cards, card => Assert.Contains(card, Words(open), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pot_is_what_both_have_put_in()
    {
        var drawn = await DrawAsync(NewGame.Of("leduc_poker").ParseState("3 0 5 crc/r"));
        Assert.Equal(["7", "3"], drawn.Of("chips").Select(text => text.Value)); // antes 1, a raise of 2 called, a raise of 4
        Assert.Equal("Pot 10", Assert.Single(drawn.Of("pot")).Value);
    }

    [Fact]
    public async Task Game_without_a_drawing_is_shown_as_text_and_its_names_are_no_markup()
    {
        var drawn = await DrawAsync(new StrangeState("<script>alert(1)</script>\"'&"));
        var text = Assert.Single(drawn.Of("position-text"));
        Assert.Equal("<script>alert(1)</script>\"'&", text.Value);
        Assert.Empty(drawn.Descendants("script"));
    }

    [Fact]
    public async Task Move_with_a_hostile_name_is_words_and_no_markup()
    {
        var drawn = await DrawAsync(NewGame.Of("tic_tac_toe").NewState(), Ply(0, "\"><script>"));
        Assert.Empty(drawn.Descendants("script"));
        Assert.Contains("\"><script>", Words(drawn), StringComparison.Ordinal);
    }

    private static Task<XElement> DrawAsync(GameState state, MatchPly? last = null) =>
        Markup.ReadAsync<Board>((nameof(Board.Position), state), (nameof(Board.Last), last));

    private static MatchPly Ply(int action, string name) => new([new MatchAction(0, action, name, null, null)], [], false);

    private static (string, double)[] Parameters(string game) => game switch
    {
        "ipd" => [("turns", 30), ("noise", 0.2)],
        _ when game.StartsWith("matrix", StringComparison.Ordinal) => [("turns", 30)],
        _ => [],
    };

    // As the state's own text shows them.
    private static int Pieces(GameState state) => state.Game.Type.Name switch
    {
        "chess" => state.ToString()!.Split(' ')[0].Count(char.IsLetter),
        "othello" => string.Concat(state.ToString()!.Split('\n')[2..10]).Count(c => c is 'x' or 'o'),
        "breakthrough" => string.Concat(state.ToString()!.Split('\n')[..8]).Count(c => c is 'b' or 'w'),
        "tic_tac_toe" or "connect_four" => state.ToString()!.Count(c => c is 'x' or 'o'),
        "kuhn_poker" or "leduc_poker" => state.ToString()!.Split(' ').Take(3).Count(card => int.TryParse(card, out int _)),
        _ => state.Moves,
    };

    private static int Drawn(GameState state, XElement drawn) => state is PokerState ? drawn.Of("face").Count() : drawn.Of("piece").Count();

    private static string Words(XElement drawn) =>
        (string?)drawn.Descendants("svg").Single(svg => (string?)svg.Attribute("role") == "img").Attribute("aria-label") ?? "";

    private static (string?, string?) Corner(XElement square) => ((string?)square.Attribute("x"), (string?)square.Attribute("y"));

    /// <summary>A game that nobody has drawn, with one position.</summary>
    private sealed class StrangeState(string text) : GameState
    {
        private static readonly IGame _game = new StrangeGame();

        public override IGame Game => _game;

        public override int CurrentSeat => Turn.Terminal;

        public override int Moves => 0;

        public override bool IsLegal(int seat, int action) => false;

        public override int LegalActions(int seat, Span<int> actions) => 0;

        public override void Apply(int action) => throw Illegal(action);

        public override double Score(int seat) => 0;

        public override double ForfeitScore(int seat, bool itsOwn) => 0;

        public override string ActionName(int seat, int action) => "";

        public override string ToString() => text;

        public override GameState Clone() => new StrangeState(text);

        public override void CopyFrom(GameState other)
        {
        }
    }

    private sealed class StrangeGame : IGame
    {
        private static readonly GameType _type = new()
        {
            Name = "strange", Title = "<b>Strange</b>", Description = "", Create = _ => new StrangeGame(),
        };

        public GameType Type => _type;

        public ParameterSet Parameters => _type.Parameters.Defaults;

        public int ActionCount => 1;

        public int MaxMoves => 1;

        public int TurnsScored => 1;

        public GameState NewState() => new StrangeState("");
    }
}
