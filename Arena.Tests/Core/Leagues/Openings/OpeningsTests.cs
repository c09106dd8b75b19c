using System.Text;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Leagues.Openings;

public sealed class OpeningsTests
{
    private const string Endgames = "4k3/8/8/8/8/8/4P3/4K3 w - - hmvc 3; fmvn 9;\n# a comment\n\n8/8/8/4k3/8/8/4P3/4K3 b - - 0 1\n";

    [Theory]
    [InlineData(2, false, 5, 3)]
    [InlineData(4, false, 12, 4)]
    [InlineData(4, false, 7, 6)]
    [InlineData(5, true, 6, 5)]
    [InlineData(3, true, 4, 9)]
    public void Both_games_of_a_pair_begin_alike_and_no_pair_has_an_opening_again_before_it_had_all(
        int agents, bool selfPlay, int repetitions, int openings)
    {
        var league = Document(agents,
            $"\"repetitions\": {repetitions}, \"selfPlay\": {(selfPlay ? "true" : "false")}, \"openings\": "
            + $"[{string.Join(", ", Enumerable.Range(0, openings).Select(Columns))}]");
        var schedule = new Schedule(league);
        var taken = new Dictionary<(int, int), List<Opening>>();
        for (var index = 0; index < schedule.Count; index++)
        {
            var (pairing, opening) = (schedule.At(index), league.MatchAt(schedule.At(index)).Opening);
            var pair = (Math.Min(pairing.First, pairing.Second), Math.Max(pairing.First, pairing.Second));
            if (!taken.TryGetValue(pair, out var before)) taken.Add(pair, before = []);
            before.Add(opening);
        }

        foreach (var ((first, second), sequence) in taken)
        {
            var legs = first == second ? 1 : 2;
            var meetings = sequence.Chunk(legs).ToArray();
            Assert.All(meetings, meeting => Assert.All(meeting, opening => Assert.Equal(meeting[0], opening)));
            Assert.All(meetings.Chunk(league.Openings.Length), round =>
                Assert.Equal(round.Length, round.Select(m => m[0]).Distinct().Count()));
        }
    }

    [Theory]
    [InlineData("gauntlet")]
    [InlineData("swiss")]
    [InlineData("knockout")]
    [InlineData("ladder")]
    public void Openings_are_taken_in_turn_by_meetings_of_any_format(string format)
    {
        var league = Document(6,
            $"\"format\": \"{format}\", \"repetitions\": 2, \"openings\": [{string.Join(", ", Enumerable.Range(0, 7).Select(Columns))}]");
        var schedule = new Schedule(league);
        for (var index = 0; index < schedule.Known; index++)
            Assert.Equal(league.Openings[index / 2 % 7], league.MatchAt(schedule.At(index)).Opening);
        for (var index = 1; index < schedule.Known; index += 2)
            Assert.Equal((schedule.At(index).Second, schedule.At(index).Seed), (schedule.At(index - 1).First, schedule.At(index - 1).Seed));
    }

    [Fact]
    public void Random_order_is_the_seeds_and_only_what_is_used_is_kept()
    {
        var openings = string.Join(", ", Enumerable.Range(0, 49).Select(i => $"[\"x{i / 7}\", \"o{i % 7}\"]"));
        var league = Document(3, $"\"repetitions\": 2, \"openings\": {{ \"list\": [{openings}], \"order\": \"random\" }}");
        Assert.Equal(6, league.Openings.Length); // three pairs, twice
        Assert.NotEqual(Document(3, $"\"repetitions\": 2, \"openings\": [{openings}]").Openings, league.Openings);
        Assert.Equal(Document(3,
            $"\"repetitions\": 2, \"seed\": 5, \"openings\": {{ \"list\": [{openings}], \"order\": \"random\" }}"), league.WithSeed(5));
        Assert.NotEqual(league.WithSeed(5).Openings, league.Openings);
        var canonical = TestLeague.Of(league.ToJson());
        Assert.Equal(league, canonical);
        var schedule = new Schedule(league);
        Assert.All(Enumerable.Range(0, schedule.Count), i =>
            Assert.Equal(league.MatchAt(schedule.At(i)).Opening, canonical.MatchAt(schedule.At(i)).Opening));
    }

    [Fact]
    public void Start_is_the_first_that_is_taken_and_behind_the_last_they_begin_again()
    {
        var league = Document(2, "\"repetitions\": 4, \"openings\": { \"list\": [[\"x0\"], [\"x1\"], [\"x2\"]], \"start\": 3 }");
        var schedule = new Schedule(league);
        Assert.Equal([2, 0, 1, 2], Enumerable.Range(0, 4).Select(meeting => league.MatchAt(schedule.At(2 * meeting)).Opening.Moves[0]));
    }

    [Fact]
    public void State_and_moves_together_are_played_from_there()
    {
        var league = TestLeague.Of(
            """
                { "name": "x", "game": "chess", "agents": ["random", "greedy"],
                  "openings": [{ "state": "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1", "moves": ["e4", "Kd7"] }] }
                """);
        Assert.Equal(2, league.Openings[0].Moves.Length);
        Assert.Equal(league, TestLeague.Of(league.ToJson()));
    }

    [Fact]
    public void File_beside_the_document_is_read_whole_and_is_then_part_of_it()
    {
        var league = OfFile(Endgames, "\"file\": \"book.epd\"");
        Assert.Equal(["4k3/8/8/8/8/8/4P3/4K3 w - - 3 9"], league.Definition!.Openings.Select(o => o.State));
        Assert.Equal(league.Definition, TestLeague.Of(league.Definition.ToJson()));
        var pgn = OfFile("[Event \"a\"]\n1. e4 e5 2. Nf3 *\n", "\"file\": \"book.pgn\", \"plies\": 2").Definition!;
        Assert.Equal(2, pgn.Openings[0].Moves.Length);
    }

    [Fact]
    public void Game_of_a_file_that_cannot_be_played_is_left_out_and_noted()
    {
        var parse = OfFile("[Event \"a\"]\n1. e4 Z0 2. d4 *\n\n[Event \"b\"]\n1. d2d4 d7d5 *\n", "\"file\": \"book.pgn\"");
        Assert.Equal(2, Assert.Single(parse.Definition!.Openings).Moves.Length);
        Assert.StartsWith(
            "$.openings.file: book.pgn:2:7: \"Z0\" is a null move, which cannot be played in ", Assert.Single(parse.Notes).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Chess960_draws_a_start_for_each_meeting_and_takes_openings_of_its_own()
    {
        const string chess = "\"name\": \"x\", \"game\": \"chess\", \"parameters\": { \"variant\": \"fischerandom\" }";
        var league = TestLeague.Of($"{{ {chess}, \"agents\": [\"random\", \"greedy\"], \"repetitions\": 40 }}");
        var schedule = new Schedule(league);
        var starts = Enumerable.Range(0, schedule.Count).Select(i => league.MatchAt(schedule.At(i)).Opening.State!).ToList();
        Assert.All(Enumerable.Range(0, 40), meeting => Assert.Equal(starts[2 * meeting], starts[2 * meeting + 1]));
        Assert.True(starts.Distinct().Count() > 30);
        Assert.Equal(league, TestLeague.Of(league.ToJson()));
        Assert.Contains("\"variant\": \"fischerandom\"", league.ToJson(), StringComparison.Ordinal);
        var given = TestLeague.Of(
            $"{{ {chess}, \"agents\": [\"random\", \"greedy\"], \"openings\": [\"4k3/8/8/8/8/8/PPP5/1RK4R w HB - 2 9\"] }}");
        Assert.EndsWith("HB - 2 9", given.MatchAt(new Schedule(given).At(0)).Opening.State, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"file\": \"book.epd\"", "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1\n4k3/8 w - -\n", "$.openings.file: book.epd:2: ")]
    [InlineData("\"file\": \"book.pgn\"", "[Event \"a\"]\n1. e4 e5 2. Ke3 *\n", "$.openings.file: book.pgn:2:13: \"Ke3\" is no legal move")]
    [InlineData("\"file\": \"book.epd\"", "\n", "$.openings.file: there are no openings in book.epd")]
    [InlineData("\"file\": \"book.epd\", \"plies\": 4", Endgames, "$.openings.plies: an EPD has positions and no moves")]
    [InlineData("\"file\": \"nowhere.epd\"", Endgames, "$.openings.file: Could not find a part of the path")]
    [InlineData("\"file\": \"\\u0000\"", Endgames, "$.openings.file: ")]
    [InlineData("\"file\": \"book.epd\", \"start\": 3", Endgames, "$.openings.start: found 3; wanted an integer from 1 to 2")]
    [InlineData("\"file\": \"book.epd\", \"format\": \"fen\"", Endgames, "$.openings.format: unknown format \"fen\"")]
    [InlineData("\"file\": \"book.epd\", \"list\": []", Endgames, "$.openings.list: found beside file")]
    public void Faults_of_a_file_name_its_line(string fields, string content, string message)
    {
        var parse = OfFile(content, fields);
        Assert.Null(parse.Definition);
        Assert.Contains(parse.Faults, fault => fault.ToString().StartsWith(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("chess", "[\"4k3/8 w - -\"]", "$.openings[0]: ")]
    [InlineData("chess", "[\"4k3/8/8/8/8/8/4P3/4K3 w - - 0 1\", [\"e4\", \"e5\", \"Ke3\"]]", "$.openings[1][2]: found \"Ke3\"; legal are ")]
    [InlineData("chess", "[{ \"moves\": [\"f3\", \"e5\", \"g4\", \"Qh4#\"] }]", "$.openings[0].moves: the game is over after these moves")]
    [InlineData("chess", "[{ \"move\": [] }]", "$.openings[0].move: unknown field")]
    [InlineData("chess", "[7]", "$.openings[0]: found 7; wanted a state as text, a list of moves, or an object")]
    [InlineData("chess", "[]", "$.openings: found 0 openings; wanted 1 to 10000")]
    [InlineData("chess", "{}", "$.openings.list: the field is missing")]
    [InlineData("chess", "{ \"list\": [[\"e4\"]], \"order\": \"randon\" }",
        "$.openings.order: unknown order \"randon\"; did you mean 'random'?")]
    [InlineData("chess", "{ \"list\": [[\"e4\"]], \"plies\": 3 }", "$.openings.plies: found without file")]
    [InlineData("chess", "{ \"file\": \"book.epd\" }", "$.openings.file: found a file; 'arena play' reads one")]
    [InlineData("othello", "{ \"file\": \"book.epd\" }", "$.openings.file: found a file; 'arena play' reads one")]
    [InlineData("connect_four", "[[\"x3\", \"x4\"]]", "$.openings[0][1]: found \"x4\"; legal are o0, o1")]
    [InlineData("connect_four", "[[3, 99]]", "$.openings[0][1]: found 99; legal are")]
    [InlineData("kuhn_poker", "[[\"Pass\"]]", "$.openings[0][0]: chance moves there")]
    [InlineData("ipd", "[[\"C\"]]", "$.openings: ipd has no openings: all seats choose at once")]
    [InlineData("chess", "\"e4\"", "$.openings: found \"e4\"; wanted an object")]
    public void Faults_say_which_opening_and_which_move(string game, string openings, string message)
    {
        var parse = LeagueDocument.Parse(
            $$"""
                { "name": "x", "game": "{{game}}", "agents": ["random", { "name": "r", "strategy": "random" }],
                  "openings": {{openings}} }
                """);
        Assert.Null(parse.Definition);
        Assert.Contains(parse.Faults, fault => fault.ToString().StartsWith(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("chess", "{ \"maxMoves\": 0 }", "$.adjudication.maxMoves: found 0; wanted an integer from 1 to 100000")]
    [InlineData("chess", "{ \"maxmoves\": 9 }", "$.adjudication.maxmoves: unknown field; did you mean 'maxMoves'?")]
    [InlineData("chess", "{ \"draw\": { \"score\": 8 } }", "$.adjudication.draw.moveCount: the field is missing; wanted an integer")]
    [InlineData("chess", "{ \"resign\": { \"moveCount\": 3, \"score\": 400, \"twoSided\": 1 } }",
        "$.adjudication.resign.twoSided: found 1; wanted true or false")]
    [InlineData("chess", "{ \"resign\": { \"moveCount\": 3, \"score\": 400 } }", "$.adjudication: draw and resign go by what engines say")]
    [InlineData("kuhn_poker", "{ \"maxMoves\": 9 }", "$.adjudication: kuhn_poker is not adjudicated")]
    [InlineData("ipd", "{ \"maxMoves\": 9 }", "$.adjudication: ipd is not adjudicated")]
    [InlineData("chess", "9", "$.adjudication: found 9; wanted an object")]
    public void Faults_of_adjudication_say_what_it_may_be(string game, string adjudication, string message)
    {
        var parse = LeagueDocument.Parse(
            $$"""
                { "name": "x", "game": "{{game}}", "agents": ["random", { "name": "r", "strategy": "random" }],
                  "adjudication": {{adjudication}} }
                """);
        Assert.Null(parse.Definition);
        Assert.Contains(parse.Faults, fault => fault.ToString().StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Adjudication_is_read_back_as_it_was_written_and_is_the_matchs()
    {
        var league = TestLeague.Of(
            """
            { "name": "x", "game": "chess", "agents": [{ "engine": { "cmd": "y" } }, "random"],
              "adjudication": { "draw": { "moveNumber": 40, "moveCount": 8, "score": 10 },
                "resign": { "moveCount": 3, "score": 400, "twoSided": true }, "maxMoves": 90 } }
            """);
        Assert.Equal(league, TestLeague.Of(league.ToJson()));
        Assert.Equal(
            new AdjudicationRules { Draw = new(40, 8, 10), Resign = new(3, 400, TwoSided: true), MaxMoves = 90 },
            TestLeague.Of(league.ToJson()).MatchAt(new ScheduledMatch(0, 0, 1, default)).Adjudication);
    }

    private static string Columns(int number) => $"[\"x{number % 7}\", \"o{number / 7}\"]";

    private static LeagueDefinition Document(int agents, string fields) => TestLeague.Of(
        $$"""
        {
          "name": "x", "game": "connect_four", {{fields}},
          "agents": [{{string.Join(", ", Enumerable.Range(0, agents).Select(i => $$"""{ "name": "a{{i}}", "strategy": "random" }"""))}}]
        }
        """);

    private static LeagueParse OfFile(string content, string fields) => LeagueDocument.Parse(
        $$"""{ "name": "x", "game": "chess", "agents": ["random", "greedy"], "openings": { {{fields}} } }""",
        file =>
            file.StartsWith("book", StringComparison.Ordinal)
            ? new MemoryStream(Encoding.UTF8.GetBytes(content))
            : File.OpenRead(Path.Combine("/nowhere-at-all", file)));
}
