using Arena.Core.Agents;
using Arena.Core.Matches;
using Arena.Core.Primitives;

namespace Arena.Tests.Shared;

internal static class Play
{
    public static MatchSpec Spec(string game, ulong seed, string first, string second, params (string, double)[] parameters)
    {
        var rules = NewGame.Of(game, parameters);
        return new MatchSpec
        {
            Game = rules,
            Agents = [AgentDefinition.Of(rules.Type, first) with { Name = "first" },
            AgentDefinition.Of(rules.Type, second) with { Name = "second" }],
            Seed = new Seed(seed),
        };
    }

    /// <summary>A match between built-in strategies that answer at once.</summary>
    public static ValueTask<MatchRecord> Async(
        string game, ulong seed, string first, string second, params (string, double)[] parameters) =>
        MatchRunner.PlayAsync(Spec(game, seed, first, second, parameters), TimeProvider.System, CancellationToken.None);
}
