using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Games.Chess;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Tests.Shared;

/// <summary>Games of chess between engines, to be played or only to be written down.</summary>
internal static class EngineGame
{
    public static AgentDefinition Agent(string name, EngineSpec spec) => AgentDefinition.Of(name, new AgentProgram.Engine(spec));

    public static MatchSpec Between(AgentDefinition white, AgentDefinition black) => new()
    {
        Game = ChessGame.Rules.Create(ChessGame.Rules.Parameters.Defaults),
        Agents = [white, black],
        Seed = new Seed(1),
        MoveTimeLimit = TimeSpan.FromSeconds(30),
    };
}
