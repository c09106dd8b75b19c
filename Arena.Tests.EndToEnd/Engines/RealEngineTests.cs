using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Clocks;
using Arena.Core.Matches;
using Arena.Engines.Processes;
using Arena.Tests.Shared;

namespace Arena.Tests.EndToEnd.Engines;

/// <summary>With what is installed of Debian's engines; those that are not are not asked.</summary>
public sealed class RealEngineTests
{
    private static readonly AgentDefinition[] _engines =
    [
        EngineGame.Agent("stockfish", new() { Command = "stockfish", Nodes = 200 }),
        EngineGame.Agent("gnuchess", new() { Command = "gnuchess", Arguments = ["--uci"], Depth = 2 }),
        EngineGame.Agent("fairymax",
        new() { Command = "fairymax", Protocol = EngineProtocol.Xboard, TimeControl = TimeControl.Parse("60+1"), Depth = 2 }),
    ];

    [Fact]
    public async Task Engines_play_both_colours_twice_in_one_process()
    {
        foreach (var engine in _engines.Where(e => ProgramFinder.Find(e.Name, "/") is not null)) await PlayAsync(engine);
    }

    private static async Task PlayAsync(AgentDefinition engine)
    {
        await using var pool = TestEngine.Pool();
        var random = TestEngine.Random("random");
        for (var match = 0; match < 4; match++)
        {
            var spec = match % 2 == 0 ? EngineGame.Between(engine, random) : EngineGame.Between(random, engine);
            var record = await pool.PlayAsync(spec);
            Assert.False(record.Forfeited, record.Reason);
            Assert.Equal(Outcome.Win, record.Outcomes[match % 2]);
            Assert.Contains(record.Searches, search => search is { Depth: > 0 });
        }

        Assert.Equal(2, pool.IdleCount);
    }
}
