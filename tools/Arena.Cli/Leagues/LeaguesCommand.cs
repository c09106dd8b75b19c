using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Contracts.V1;

namespace Arena.Cli.Leagues;

/// <summary><c>arena leagues [ID]</c>: all leagues, or one league's standings.</summary>
internal static class LeaguesCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "A league's id or name; without it, all leagues.", Arity = ArgumentArity.ZeroOrOne };
        var json = CommonOptions.Json();
        var endpoint = CommonOptions.Endpoint();
        var command = new Command("leagues", "Lists the leagues of a running system, or shows one.") { id, json, endpoint };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(parsed.GetValue(endpoint));
            if (parsed.GetValue(id) is { } wanted)
            {
                var league = await LeagueArgument.ResolveAsync(client, wanted, cancellationToken);
                var standings = await client.Leagues.GetStandingsAsync(new GetStandingsRequest { LeagueId = league.Id }, cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                    JsonOutput.Write(standings);
                else
                    StandingsTable.Write(Console.Out, standings);
                return ExitCode.Done;
            }

            var leagues = await client.Leagues.ListAsync(new ListLeaguesRequest(), cancellationToken: cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(leagues.Leagues);
            else
                TextTable.Write(
                    ["League", "Game", "State", ">Played", ">Matches", ">Forfeited", "Started"],
                    leagues.Leagues.Select(l => new object[] { l.Id, l.Game, l.State.ToString().ToLowerInvariant(), l.Played, l.Matches, l.Forfeited, l.CreatedAt.ToDateTimeOffset().ToString("u") }));
            return ExitCode.Done;
        });
        return command;
    }
}
