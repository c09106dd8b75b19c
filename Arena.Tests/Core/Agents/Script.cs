using Arena.Core.Agents;
using Arena.Core.Games.Dilemma;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Agents;

/// <summary>Plays a dilemma strategy against scripted choices or another strategy, and shows its own choices.</summary>
internal static class Script
{
    /// <summary>The strategy's choices against a script of C and D, which starts again when it ends.</summary>
    /// <param name="strategy">Its id.</param>
    /// <param name="opponent">The script.</param>
    /// <param name="turns">Turns to play.</param>
    /// <param name="length">Turns which the match is announced to have; as many as are played unless given.</param>
    /// <param name="seed">The strategy's dice.</param>
    public static string Play(string strategy, string opponent, int turns, int? length = null, ulong seed = 0) =>
        Play(strategy, (_, turn) => opponent[turn % opponent.Length], turns, length, seed);

    public static string PlayTitForTat(string strategy, int turns) =>
        Play(strategy, (mine, turn) => turn == 0 ? 'C' : mine[turn - 1], turns, null, 0);

    /// <summary>The strategy's choices as they came out, with its choice of one turn flipped by noise.</summary>
    public static string PlayWithFlip(string strategy, string opponent, int flipped, int turns)
    {
        var game = NewGame.Of("ipd", ("turns", turns), ("noise", 0.1));
        var type = StrategyCatalog.Find(game.Type, strategy)!;
        var agent = type.Create(new AgentSetup(game, type.Parameters.Defaults, default));
        var state = game.NewState();
        for (var turn = 0; turn < turns; turn++)
        {
            state.Apply([agent.ChooseAsync(state, 0, default).Result, opponent[turn % opponent.Length] == 'C' ? 0 : 1]);
            state.Apply(turn == flipped ? 1 : 0);
        }

        return state.ToString()!.Split('\n')[0];
    }

    private static string Play(string strategy, Func<string, int, char> opponent, int turns, int? length, ulong seed)
    {
        var game = NewGame.Of("ipd", ("turns", length ?? turns));
        var type = StrategyCatalog.Find(game.Type, strategy)!;
        var agent = type.Create(new AgentSetup(game, type.Parameters.Defaults, new Seed(seed)));
        var state = (DilemmaState)game.NewState();
        var mine = "";
        for (var turn = 0; turn < turns; turn++)
        {
            var theirs = opponent(mine, turn);
            var answer = agent.ChooseAsync(state, 0, CancellationToken.None);
            Assert.True(answer.IsCompletedSuccessfully);
            mine += state.ActionName(0, answer.Result);
            state.Apply([answer.Result, theirs == 'C' ? 0 : 1]);
        }

        return mine;
    }
}
