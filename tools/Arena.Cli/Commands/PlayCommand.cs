using System.CommandLine;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Leagues;
using Grpc.Core;

namespace Arena.Cli.Commands;

/// <summary><c>arena play LEAGUE.json</c>: a system of its own, one league through it, the standings, and nothing left behind.</summary>
internal static class PlayCommand
{
    private const int MaxNodes = 64;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _stalledPatience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var file = new Argument<string>("LEAGUE.json") { Description = "The league file; see docs/leagues.md." };
        var nodes = new Option<int>("--nodes")
        {
            Description = $"How many nodes play, 1 to {MaxNodes}.",
            HelpName = "N",
            DefaultValueFactory = _ => 3,
            CustomParser = CommonOptions.Number("--nodes", 1, MaxNodes),
        };
        var seed = new Option<ulong?>("--seed")
        {
            Description = "Overrides the file's seed.",
            HelpName = "S",
            CustomParser = given => CommonOptions.Number("--seed", ulong.MinValue, ulong.MaxValue)(given),
        };
        var json = CommonOptions.Json();
        var command = new Command("play", "Starts the system, plays one league, prints the standings, stops.") { file, nodes, seed, json };
        command.SetAction((parsed, cancellationToken) => PlayAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(nodes), parsed.GetValue(seed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> PlayAsync(string path, int nodes, ulong? seed, bool json, CancellationToken cancellationToken)
    {
        if (await ReadAsync(path, cancellationToken) is not { } read)
            return ExitCode.Usage;
        using var trace = new PlayTrace();
        await Console.Error.WriteLineAsync($"Starting {nodes} node{(nodes == 1 ? "" : "s")} ...");
        await using var system = await LocalSystem.StartAsync(nodes, cancellationToken);
        using var client = new ArenaClient(system.ControlPlane);
        var league = await client.StartLeagueAsync(StartRequest(read.Document, seed), _patience, cancellationToken);
        await InviteAsync(read.Definition, system);
        var standings = await WatchAsync(client, league, json, cancellationToken);
        var audit = await client.RetryAsync(
            () => client.Ledger.VerifyAsync(new VerifyLedgerRequest(), cancellationToken: cancellationToken).ResponseAsync, _patience, cancellationToken);
        if (json)
            Console.Out.WriteLine(ReportJson.Of(StandingsReport.OfPlay(standings)));
        else
            StandingsTable.Write(Console.Out, standings);
        return Check(standings, audit);
    }

    /// <summary>The league if it is a good one; otherwise its faults are on standard error.</summary>
    private static async Task<(string Document, LeagueDefinition Definition)?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string document;
        try
        {
            document = await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"arena: {path}: {unreadable.Message}");
            return null;
        }

        var parse = LeagueDocument.Parse(document);
        foreach (var fault in parse.Faults)
            await Console.Error.WriteLineAsync($"arena: {path}: {fault.Path}: {fault.Message}");
        return parse.Definition is { } definition ? (document, definition) : null;
    }

    private static async Task InviteAsync(LeagueDefinition league, LocalSystem system)
    {
        var bots = league.Agents.Where(agent => agent.IsBot).Select(agent => agent.Name).ToArray();
        if (bots.Length > 0)
            await Console.Error.WriteLineAsync($"Bots of this league: {string.Join(", ", bots)}. They connect to {system.Nodes.GetLeftPart(UriPartial.Authority)}");
    }

    private static StartLeagueRequest StartRequest(string document, ulong? seed)
    {
        var request = new StartLeagueRequest { Document = document, Id = $"play-{Guid.NewGuid():n}" };
        if (seed is not null)
            request.Seed = seed.Value;
        return request;
    }

    private static async Task<Contracts.V1.Standings> WatchAsync(ArenaClient client, League league, bool json, CancellationToken cancellationToken)
    {
        using var progress = LeagueProgress.For(league, json);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Contracts.V1.Standings? last = null;
        try
        {
            await foreach (var standings in client.WatchLeagueAsync(league.Id, _patience, stalled.Token))
            {
                progress.Show(standings);
                last = standings;
                // Other nodes may be on their way.
                stalled.CancelAfter(standings.Stalled.Length > 0 ? _stalledPatience : Timeout.InfiniteTimeSpan);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or RpcException && stalled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"{league.Name}: no node can go on with it: {last!.Stalled}", ExitCode.Failed);
        }

        return last!;
    }

    private static int Check(Contracts.V1.Standings standings, VerifyLedgerResponse audit)
    {
        var whole = audit.Valid && audit.Results == standings.League.Matches && audit.Tasks == audit.Results;
        Console.Error.WriteLine(whole
            ? $"Ledger ({audit.Store}): {audit.Results} results, each match once, chain verified, head {Convert.ToHexStringLower(audit.Head.Span)[..16]}"
            : $"arena: the ledger has {audit.Results} results of {audit.Tasks} matches, wanted {standings.League.Matches} of each. {audit.Fault}");
        return whole ? ExitCode.Done : ExitCode.Failed;
    }
}
