using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Games;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Records;
using Arena.Engines;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Engines;

/// <summary>Chess960 over both protocols.</summary>
public sealed class Chess960EngineTests : IDisposable
{
    private static readonly IGame _chess960 = NewGame.Of("chess", ("variant", (double)ChessVariant.Fischerandom));
    private static readonly string _castler = Path.Combine(Repository.Root, "Arena.Tests.EndToEnd", "Engines", "Fixtures", "castler");

    // Nearly every other move castles.
    private const string Rooks = "1rk4r/p6p/8/8/8/8/P6P/1RK4R w HBhb - 0 1";

    private readonly string _directory = Directory.CreateTempSubdirectory("arena-960-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Uci_engines_play_it_and_standard_chess_in_turn_and_castle()
    {
        await using var pool = TestEngine.Pool();
        var castled = 0;
        for (ulong seed = 0; seed < 12; seed++)
        {
            var spec = EngineGame.Between(TestEngine.Random("a"), TestEngine.Random("b", 2));
            if (seed % 3 > 0)
                spec = spec with { Game = _chess960, Opening = Opening.Random(_chess960, Rooks, plies: (int)seed % 4, new Seed(seed)) };
            var record = await pool.PlayAsync(spec);
            Assert.False(record.Forfeited, record.Reason);
            var names = MatchMoves.Names(new MatchDocument { Spec = spec, Record = record }).ToList();
            castled += names.Count(name => seed % 3 > 0 && name.StartsWith('O'));
        }

        Assert.True(castled > 0, "nobody has castled");
        Assert.Equal(2, pool.IdleCount); // the same two processes played all of them
    }

    [Fact]
    public async Task Engine_without_the_option_plays_no_such_match()
    {
        await using var pool = TestEngine.Pool();
        var spec = EngineGame.Between(TestEngine.Misbehaving("works"), TestEngine.Random("b")) with { Game = _chess960 };
        var refusal = await Assert.ThrowsAsync<AgentUnavailableException>(async () => await pool.PlayAsync(spec));
        Assert.Equal("the engine 'works' cannot play Chess960 (no option UCI_Chess960)", refusal.Message);
    }

    [Fact]
    public async Task Xboard_engines_are_told_the_variant_and_castling_by_its_name()
    {
        await using (var pool = TestEngine.Pool())
        {
            var spec = EngineGame.Between(Castler("white", "normal,fischerandom"), Castler("black", "normal,fischerandom"));
            var record = await pool.PlayAsync(spec with
            {
                Game = _chess960, Opening = new("4k3/8/8/8/8/8/8/1R3K1R w HB - 0 1", []), Adjudication = new() { MaxMoves = 1 },
            });
            Assert.False(record.Forfeited, record.Reason);
            int[] moves = [ChessMove.Parse("f1h1")!.Value.Action, ChessMove.Parse("e8e7")!.Value.Action];
            Assert.Equal(moves, Transcript.Read(record.Transcript));
        }

        var heard = await File.ReadAllLinesAsync(Path.Combine(_directory, "black"));
        Assert.Equal(
            ["new", "variant fischerandom", "easy", "post", "force", "setboard 4k3/8/8/8/8/8/8/1R3K1R w KQ - 0 1"],
            heard.SkipWhile(line => line != "new").Take(6));
        Assert.Contains("usermove O-O", heard);
    }

    [Fact]
    public async Task Xboard_engine_without_the_variant_plays_no_such_match()
    {
        await using var pool = TestEngine.Pool();
        var spec = EngineGame.Between(Castler("white", "normal"), TestEngine.Random("b")) with { Game = _chess960 };
        var refusal = await Assert.ThrowsAsync<AgentUnavailableException>(async () => await pool.PlayAsync(spec));
        Assert.Equal("the engine 'white' cannot play Chess960 (no fischerandom among its feature variants)", refusal.Message);
    }

    private AgentDefinition Castler(string name, string variants) => EngineGame.Agent(name, new EngineSpec
    {
        Command = _castler,
        Arguments = [Path.Combine(_directory, name), variants],
        Protocol = EngineProtocol.Xboard,
        TimeControl = TimeControl.PerMove(TimeSpan.FromSeconds(20)),
    });
}
