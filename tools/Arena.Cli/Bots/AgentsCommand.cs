using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Bots;

/// <summary><c>arena agents</c>: the strategies that a league may name.</summary>
internal static class AgentsCommand
{
    private static readonly TextColumn[] _columns =
        ["Strategy", new("Games", Drop: 2, Wraps: true), new("Parameters", Drop: 1, Wraps: true), new("Description", Wraps: true)];

    public static Command Create()
    {
        var game = new Option<string?>("--game") { Description = "Only the strategies for this game.", HelpName = "GAME" };
        var json = CommonOptions.Json();
        var command = new Command("agents", "Lists the strategies that a running system knows.") { game, json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var request = new ListAgentsRequest { Game = parsed.GetValue(game) ?? "" };
            var listed = await client.Agents.ListAsync(request, cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(listed.Agents);
            else
                TextTable.Write(_columns, listed.Agents.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static object[] Row(Agent agent) =>
    [
        agent.Strategy,
        string.Join(", ", agent.Games),
        string.Join(", ", agent.Parameters.Select(p => $"{p.Name}={p.Default}")),
        agent.Description,
    ];
}
