using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Games;

namespace Arena.Cli.Matches;

/// <summary>Reads built-in agents: "NAME" or "NAME:parameter=value", with more parameters after more colons.</summary>
internal static class AgentArgument
{
    public const string Help = "Strategies, as in random,mcts:simulations=500:exploration=2.";

    /// <exception cref="CommandException">One is unknown, does not play the game, or has a parameter that does not fit.</exception>
    public static ImmutableArray<AgentDefinition> ReadAll(GameType game, IEnumerable<string> texts)
    {
        var agents = texts
            .SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(text => Read(game, text))
            .ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. agents.Select(agent => agent with { Name = Unique(agent.Name, names) })];
    }

    private static AgentDefinition Read(GameType game, string text)
    {
        var parts = text.Split(':');
        var strategy = StrategyCatalog.Find(game, parts[0])
            ?? throw new CommandException($"--agents: {StrategyCatalog.Unknown(game, parts[0])}", ExitCode.Usage);
        var parameters = GameArgument.Bind(strategy.Parameters, parts[1..], $"--agents: {parts[0]}");
        var name = parts.Length == 1 ? strategy.Id : $"{strategy.Id} ({string.Join(" ", parts[1..]).Replace('=', ' ')})";
        return new AgentDefinition(name, strategy.Id, parameters);
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
            unique = $"{name} {number}";
        return unique;
    }
}
