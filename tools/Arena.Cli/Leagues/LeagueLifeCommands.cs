using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;

namespace Arena.Cli.Leagues;

/// <summary><c>arena pause|resume|stop LEAGUE</c>: a league of a running system waits, goes on, or ends for good.</summary>
internal static class LeagueLifeCommands
{
    public static Command Pause() => Create(
        "pause", "Lets a league wait: no new match is handed out until it is resumed.",
        (client, id, why, cancellationToken) =>
            client.Leagues.PauseAsync(new PauseLeagueRequest { Id = id, Why = why }, cancellationToken: cancellationToken).ResponseAsync);

    public static Command Resume() => Create(
        "resume", "Lets a paused league go on.",
        (client, id, why, cancellationToken) =>
            client.Leagues.ResumeAsync(new ResumeLeagueRequest { Id = id, Why = why }, cancellationToken: cancellationToken).ResponseAsync);

    public static Command Stop() => Create(
        "stop", "Ends a league for good: the standings stay those of what was played.",
        (client, id, why, cancellationToken) =>
            client.Leagues.StopAsync(new StopLeagueRequest { Id = id, Why = why }, cancellationToken: cancellationToken).ResponseAsync);

    private static Command Create(
        string name, string description, Func<ArenaClient, string, string, CancellationToken, Task<League>> change)
    {
        var wanted = LeagueArgument.Create();
        var why = CommonOptions.Why();
        var json = CommonOptions.Json();
        var command = new Command(name, description) { wanted, why, json };
        var system = SystemOptions.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = RunningSystem.Connect(system.Of(parsed));
            var found = await LeagueArgument.ResolveAsync(client, parsed.GetRequiredValue(wanted), cancellationToken);
            var league = await change(client, found.Id, parsed.GetValue(why) ?? "", cancellationToken);
            if (parsed.GetValue(json))
                JsonOutput.Write(league);
            else
                Write(league);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(League league)
    {
        var state = league.State.ToString().ToLowerInvariant();
        Console.WriteLine($"{league.Id}: {state}, {league.Played} of {Counted.Of(league.Matches, "match")} played");
    }
}
