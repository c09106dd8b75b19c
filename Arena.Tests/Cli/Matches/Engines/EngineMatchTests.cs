using System.Globalization;
using Arena.Cli;
using Arena.Cli.Matches;
using Arena.Cli.Matches.Engines;
using Arena.Core.Agents.Programs;
using Arena.Core.Matches;
using Arena.Core.Ratings.Sequential;
using Arena.Engines;

namespace Arena.Tests.Cli.Matches.Engines;

public sealed class EngineMatchTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("arena-match-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Flags_of_fastchess_make_a_plan()
    {
        var book = Book("book.epd", "rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq - hmvc 0; fmvn 1;", "",
            "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1");
        var tournament = Read(
            $"-engine cmd=sf name=a option.Hash=16 option.Skill_Level=3 -engine cmd=/x/y/engine args=--uci proto=xboard "
            + $"tc=40/60+0.5 -each st=0.5 timemargin=50 restart=on -rounds 5 -games 2 -repeat -concurrency 3 -openings "
            + $"file={book} format=epd order=sequential -pgnout file=out.pgn append=false -srand 42 -resign movecount=3 "
            + $"score=400 twosided=true -draw movenumber=40 movecount=8 score=8 -maxmoves 120 -recover -event Test -sprt elo0=0 "
            + $"elo1=5 alpha=0.05 beta=0.1 model=logistic -ratinginterval 10");
        var plan = tournament.Plan;
        Assert.Equal(["a", "engine"], plan.Agents.Select(a => a.Name));
        var (first, second) = (Spec(plan, 0), Spec(plan, 1));
        Assert.Equal("movetime 0.5", first.TimeControl!.ToString());
        Assert.Equal(("16", "3"), (first.Options["Hash"], first.Options["Skill_Level"]));
        Assert.Equal((EngineProtocol.Xboard, "--uci", true), (second.Protocol, second.Arguments.Single(), second.Restart));
        Assert.Equal("40/60+0.5", second.TimeControl!.ToString());
        Assert.Equal(TimeSpan.FromMilliseconds(50), second.TimeControl.Margin);
        Assert.Equal((5, 2, 10, 42UL, true), (plan.Rounds, plan.Games, plan.Count, plan.Seed, plan.Repeat));
        Assert.Equal(new AdjudicationRules.DrawRule(40, 8, 8), plan.Adjudication!.Draw);
        Assert.Equal(new AdjudicationRules.ResignRule(3, 400, TwoSided: true), plan.Adjudication.Resign);
        Assert.Equal(120, plan.Adjudication.MaxMoves);
        Assert.Equal(("out.pgn", false, 3, true, "Test", 10),
            (tournament.Pgn!.Path, tournament.Pgn.Appends, tournament.Concurrency, tournament.Recover, tournament.Event,
            tournament.ReportInterval));
        Assert.Equal(new SprtTest(0, 5, 0.05, 0.1, SprtModel.Logistic), tournament.Sprt);
        // Both games of a round begin alike, from the book in turn, with the seats swapped.
        Assert.Equal([.. plan.Book, .. plan.Book, plan.Book[0]], Enumerable.Range(0, 5).Select(round => plan.At(2 * round).Spec.Opening));
        Assert.Equal(plan.At(0).Spec.Opening, plan.At(1).Spec.Opening);
        Assert.Equal([1, 0], plan.At(1).Agents.ToArray());
        Assert.Equal("rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq - 0 1", plan.Book[0].State);
    }

    [Fact]
    public void Openings_of_a_pgn_are_its_first_moves()
    {
        var book = Book("book.pgn", "[Event \"x\"]", "", "1. e4 {best} e5 (1... c5 2. Nf3) 2. Nf3 Nc6 1-0", "",
            "[FEN \"4k3/8/8/8/8/8/4P3/4K3 w - - 0 1\"]", "[SetUp \"1\"]", "", "1. e4 Kd7 *");
        var plan = Read($"-engine cmd=a tc=1 -engine cmd=b tc=1 -openings file={book} plies=3").Plan;
        Assert.Equal([3, 2], plan.Book.Select(o => o.Moves.Length));
        Assert.Equal([null, "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1"], plan.Book.Select(o => o.State));
        Assert.False(plan.Repeat);
        Assert.Equal(plan.Book[1], plan.At(1).Spec.Opening);
    }

    [Theory]
    [InlineData("", "ab ba ac ca ad da bc cb bd db cd dc")]
    [InlineData("-tournament gauntlet", "ab ba ac ca ad da")]
    [InlineData("-tournament gauntlet -seeds 2", "ac ca ad da bc cb bd db")]
    [InlineData("-tournament gauntlet -noswap", "ab ab ac ac ad ad")]
    [InlineData("-tournament gauntlet -reverse", "ba ab ca ac da ad")]
    [InlineData("-tournament gauntlet -reverse -noswap", "ba ba ca ca da da")]
    [InlineData("-tournament gauntlet -rounds 2 -games 1", "ab ac ad ab ac ad")]
    public void Pairings_are_those_of_the_tournament(string flags, string pairings)
    {
        var plan = Read($"-engine cmd=a -engine cmd=b -engine cmd=c -engine cmd=d -each tc=1 {flags}".Trim()).Plan;
        var games = Enumerable.Range(0, plan.Count).Select(index => string.Concat(plan.At(index).Spec.Agents.Select(agent => agent.Name)));
        Assert.Equal(pairings, string.Join(' ', games));
    }

    [Fact]
    public void Options_of_each_alone_need_not_be_known()
    {
        var match = Read("-engine cmd=a option.Own=1 option.Both=2 -engine cmd=b -each tc=1 option.Both=1 option.Hash=4");
        Assert.Equal(["Hash"], match.Engines.OptionsToTry["a"]);
        Assert.Equal(["Both", "Hash"], match.Engines.OptionsToTry["b"]);
        Assert.Equal("2", Spec(match.Plan, 0).Options["Both"]);
    }

    [Theory]
    [InlineData("option.Hash=2", "option.hash=9", "Hash=2")]
    [InlineData("option.hash=2", "option.HASH=9 option.Own=1", "Own=1 hash=2")]
    [InlineData("option.Hash=1 option.hash=2", "option.HASH=9", "hash=2")]
    [InlineData("option.Other=1", "option.Hash=8 option.hash=9", "Other=1 hash=9")]
    public void Own_option_takes_the_place_of_that_of_each_however_it_is_written(string own, string each, string options)
    {
        var match = Read($"-engine cmd=a {own} -engine cmd=b -each tc=1 {each}");
        var found = Spec(match.Plan, 0).Options;
        Assert.Equal(options, string.Join(' ', found.Select(option => $"{option.Key}={option.Value}")));
        Assert.DoesNotContain(match.Engines.OptionsToTry["a"], tried => own.Contains($".{tried}=", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Patience_is_that_of_fastchess_unless_it_is_given()
    {
        var usual = Read("-engine cmd=a -engine cmd=b -each tc=1").Engines;
        Assert.Equal([10, 60, 60], Seconds(usual));
        var given = Read("-engine cmd=a -engine cmd=b -each tc=1 -startup-ms 1 -ping-ms 2 -ucinewgame-ms 3").Engines;
        Assert.Equal([0.001, 0.002, 0.003], Seconds(given));

        static double[] Seconds(EngineOptions options) =>
            [options.StartTimeout.TotalSeconds, options.ReadyTimeout!.Value.TotalSeconds, options.NewGameTimeout!.Value.TotalSeconds];
    }

    [Fact]
    public void Game_that_cannot_be_played_is_left_out_and_told()
    {
        var book = Book("mixed.pgn", "[Event \"1\"]", "", "1. e4 e5 *", "", "[Event \"2\"]", "", "1. e4 -- 2. d4 *", "",
            "[Event \"3\"]", "[FEN \"nonsense\"]", "", "1. e4 *", "", "[Event \"4\"]", "", "1. e2e4 c7c5 *");
        var match = Read($"-engine cmd=a tc=1 -engine cmd=b tc=1 -openings file={book}");
        Assert.Equal([2, 2], match.Plan.Book.Select(opening => opening.Moves.Length));
        Assert.Equal(2, match.Notes.Length);
        Assert.Equal(
            $"-openings: {book}:7:7: \"--\" is a null move, which cannot be played in rnbqkbnr/pppppppp/8/8/4P3/8/PPPP1PPP/RNBQKBNR b KQkq "
            + "- 0 1; the game is left out", match.Notes[0]);
        Assert.StartsWith($"-openings: {book}:9:", match.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Random_order_is_the_seeds()
    {
        var book = Book("many.epd",
            [.. Enumerable.Range(1, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $"4k3/8/8/8/8/8/4P3/4K3 w - - 0 {i}"))]);
        string Order(int seed) =>
            string.Join(' ', Read($"-engine cmd=a tc=1 -engine cmd=b tc=1 -srand {seed} -openings file={book} order=random")
                .Plan.Book.Select(o => o.State!.Split(' ')[^1]));
        Assert.Equal(Order(1), Order(1));
        Assert.NotEqual(Order(1), Order(2));
        Assert.Equal(30, Order(1).Split(' ').Distinct().Count());
    }

    [Theory]
    [InlineData("fischerandom", true)]
    [InlineData("chess960", true)]
    [InlineData("double-fischerandom", false)]
    public void Variant_draws_a_start_for_each_meeting(string variant, bool sidesAreAlike)
    {
        var plan = Read($"-engine cmd=a tc=1 -engine cmd=b tc=1 -variant {variant} -rounds 30 -srand 5").Plan;
        var starts = Enumerable.Range(0, plan.Count).Select(game => plan.At(game).Spec.Opening.State!).ToList();
        Assert.All(Enumerable.Range(0, 30), meeting => Assert.Equal(starts[2 * meeting], starts[2 * meeting + 1]));
        Assert.True(starts.Distinct().Count() > 25);
        Assert.Equal(starts, Enumerable.Range(0, plan.Count).Select(game => plan.At(game).Spec.Opening.State));
        Assert.Equal(sidesAreAlike, starts.All(start => start.Split('/')[0] == start.Split('/', ' ')[7].ToLowerInvariant()));
    }

    [Fact]
    public void Book_of_chess960_has_its_castling()
    {
        var book = Book("960.epd", "bqnb1rkr/pp3ppp/3ppn2/2p5/5P2/P2P4/NPP1P1PP/BQ1BNRKR w HFhf - 2 9");
        var plan = Read($"-engine cmd=a tc=1 -engine cmd=b tc=1 -variant fischerandom -openings file={book}").Plan;
        Assert.Equal("bqnb1rkr/pp3ppp/3ppn2/2p5/5P2/P2P4/NPP1P1PP/BQ1BNRKR w HFhf - 2 9", plan.At(1).Spec.Opening.State);
        var failure = Assert.Throws<CommandException>(() => Read($"-engine cmd=a tc=1 -engine cmd=b tc=1 -openings file={book}"));
        Assert.EndsWith("or the game's variant fischerandom", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-engine cmd=a tc=1", "-engine: found 1 engines; wanted at least 2")]
    [InlineData("-engine name=a tc=1 -engine cmd=b", "-engine: wanted cmd=…")]
    [InlineData("-engine cmd=a -engine cmd=b tc=1",
        "-engine: 'a' has no limit to its thinking; wanted tc=, st=, nodes= or depth= for it or for -each")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=a tc=1", "-engine: the name 'a' is taken; give each engine its own: name=…")]
    [InlineData("-engine cmd=a tc=fast -engine cmd=b tc=1",
        "-engine: tc is 'fast'; wanted moves/seconds+increment, such as 40/60+0.5 or 8+0.08, or inf")]
    [InlineData("-engine cmd=a tc=1 hash=3 -engine cmd=b tc=1",
        "-engine: unknown key 'hash'; known: cmd, name, args, dir, proto, tc, st, timemargin, nodes, depth, plies, restart, option.NAME")]
    [InlineData("-engine cmd=a tc=1 st=1 -engine cmd=b tc=1", "-engine: found tc and st; an engine has one clock")]
    [InlineData("-engine cmd=a tc=1 proto=usi -engine cmd=b tc=1", "-engine: proto is 'usi'; wanted uci or xboard or cecp")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -round 3", "match: unknown flag '-round'; did you mean '-rounds'?")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -rounds many", "-rounds is 'many'; wanted a whole number from 1 to 10000000")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -rounds 1 -rounds 2", "-rounds: given 2 times; wanted once")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -rounds 9000000 -games 1000",
        "found 9000000000 games; at most 10000000 are allowed")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -resign score=3", "-resign: wanted movecount=…")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -openings file=/no/such/book",
        "-openings: /no/such/book: there is no such file or folder")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -seeds 1", "-seeds: found without -tournament gauntlet")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -tournament gauntlet -seeds 2", "-seeds is '2'; wanted a whole number from 1 to 1")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -tournament knockout", "-tournament is 'knockout'; wanted roundrobin or gauntlet")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -pgnout file=a notation=lan", "-pgnout: notation is 'lan'; wanted san")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -pgnout nodes=true", "-pgnout: wanted file=…")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -recover yes", "-recover: found 'yes' after it; it takes no value")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -noswap 1 2", "-noswap: found '1 2' after it; it takes no value")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -reverse off", "-reverse: found 'off' after it; it takes no value")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -force-concurrency 4", "-force-concurrency: found '4' after it; it takes no value")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -repeat 2 3", "-repeat: found 2 words; wanted a number of games or none")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -repeat 2 -games 4",
        "found -games 4 and -repeat 2; a meeting has one number of games")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -sprt elo0=5 elo1=0", "-sprt: elo1 must be above elo0")]
    [InlineData("-engine cmd=a tc=1 -engine cmd=b tc=1 -variant fisherandom",
        "-variant is 'fisherandom'; did you mean 'fischerandom'? Known: standard, fischerandom, double-fischerandom")]
    public void Fault_is_wrong_usage_and_says_what_is_wanted(string arguments, string fault)
    {
        var failure = Assert.Throws<CommandException>(() => Read(arguments));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.StartsWith(fault, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken.epd", "4k3/8/8/8/8/8/4P3/4K3 w - -\nnonsense", ":2: FEN \"nonsense 0 1\"")]
    [InlineData("over.epd", "7k/6Q1/6K1/8/8/8/8/8 b - - 0 1", ":1: the game is over there")]
    [InlineData("broken.pgn", "[Event \"x\"]\n\n1. e4 e5 2. Ke3 *", ":3:13: \"Ke3\" is no legal move")]
    [InlineData("empty.epd", "\n", ": there are none in")]
    public void Book_with_a_fault_is_refused_with_its_line(string name, string text, string fault)
    {
        var failure = Assert.Throws<CommandException>(() =>
            Read($"-engine cmd=a tc=1 -engine cmd=b tc=1 -openings file={Book(name, text)}"));
        Assert.Contains(fault, failure.Message, StringComparison.Ordinal);
    }

    private static EngineMatch Read(string arguments) => EngineMatch.Read(EngineMatch.Flags(arguments.Split(' ')));

    private static EngineSpec Spec(MatchPlan plan, int agent) => ((AgentProgram.Engine)plan.Agents[agent].Program!).Spec;

    private string Book(string name, params string[] lines)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
