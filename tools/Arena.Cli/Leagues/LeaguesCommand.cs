using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;

namespace Arena.Cli.Leagues;

/// <summary><c>arena leagues [ID]</c>: all leagues, or one league's standings.</summary>
internal static class LeaguesCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID")
        {
            Description = "A league's id or name; without it, all leagues.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = CommonOptions.Json();
        var command = new Command("leagues", "Lists the leagues of a running system, or shows one.") { id, json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            if (parsed.GetValue(id) is { } wanted)
                await ShowAsync(client, wanted, parsed.GetValue(json), cancellationToken);
            else
                await ListAsync(client, parsed.GetValue(json), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static readonly TextColumn[] _columns =
    [
        "League", new("Game", Drop: 3), "State", ">Played", new("Matches", IsRight: true, Drop: 4),
        new("Forfeited", IsRight: true, Drop: 2), new("Started", Drop: 1),
    ];

    private static async Task ShowAsync(ArenaClient client, string wanted, bool json, CancellationToken cancellationToken)
    {
        var league = await LeagueArgument.ResolveAsync(client, wanted, cancellationToken);
        var request = new GetStandingsRequest { LeagueId = league.Id };
        var standings = await client.Leagues.GetStandingsAsync(request, cancellationToken: cancellationToken);
        if (json)
            JsonOutput.Write(standings);
        else
            StandingsTable.Write(Console.Out, standings);
    }

    private static async Task ListAsync(ArenaClient client, bool json, CancellationToken cancellationToken)
    {
        var listed = await client.Leagues.ListAsync(new ListLeaguesRequest(), cancellationToken: cancellationToken);
        if (json)
            JsonOutput.Write(listed.Leagues);
        else
            TextTable.Write(_columns, listed.Leagues.Select(Row));
    }

    private static object[] Row(League league) =>
    [
        league.Id,
        league.Game,
        league.State.ToString().ToLowerInvariant(),
        league.Played,
        league.Matches,
        league.Forfeited,
        league.CreatedAt.ToDateTimeOffset().ToString("u"),
    ];
}
