using Arena.Cli.Leagues;
using Arena.Cli.Output;
using Arena.Cli.Systems;
using Arena.Client;
using Arena.Contracts.V1;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Standings;
using Grpc.Core;
using Standings = Arena.Contracts.V1.Standings;

namespace Arena.Cli.Play;

/// <summary>
/// A system of one's own, one league through it to its end, the standings, and nothing left behind; or what it takes to go on.
/// </summary>
/// <param name="play">What is kept of it.</param>
/// <param name="saved">The league of its document.</param>
/// <param name="isResumed">Whether it was begun before.</param>
/// <param name="json">Whether the table is for programs.</param>
internal sealed class LeaguePlay(SavedPlay play, LeagueDefinition saved, bool isResumed, bool json)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _stalledPatience = TimeSpan.FromSeconds(5);

    // Whether the ledger has the league and outlives the system.
    private bool _isKept;
    private bool _isOver;

    /// <param name="asked">The league that is to be in the ledger; null for whichever is.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public async Task<int> RunAsync(LeagueDefinition? asked, CancellationToken cancellationToken)
    {
        using var trace = new PlayTrace();
        _isKept = isResumed;
        var nodes = play.Note.Nodes;
        await Console.Error.WriteLineAsync($"Play {play.Id}");
        await Console.Error.WriteLineAsync($"Starting {Counted.Of(nodes, "node")} ...");
        try
        {
            var code = await RunSystemAsync(asked, cancellationToken);
            if (_isOver)
                play.Forget();
            return code;
        }
        catch when (!_isKept)
        {
            play.Forget();
            throw;
        }
        catch when (!_isOver)
        {
            await Console.Error.WriteLineAsync($"resume with: arena play --resume {play.Id}");
            throw;
        }
    }

    private async Task<int> RunSystemAsync(LeagueDefinition? asked, CancellationToken cancellationToken)
    {
        await using var system = await LocalSystem.StartAsync(play.Note.Nodes, play.Volumes, cancellationToken);
        play.Write(play.Note with { Data = system.Run?.Volumes ?? play.Note.Data });
        var isDurable = system.Run?.Resources.Any(r => r is { Name: "arenadb", State: "Not here" }) != true;
        if (!isDurable && isResumed)
        {
            throw new CommandException(
                $"the ledger of play '{play.Id}' is in PostgreSQL, which is not to be had here now", ExitCode.Failed);
        }

        using var client = new ArenaClient(system.ControlPlane);
        var league = isResumed ? await FindAsync(client, asked, cancellationToken) : await StartAsync(client, cancellationToken);
        _isKept = isDurable;
        if (!isDurable)
            await Console.Error.WriteLineAsync("Without PostgreSQL the ledger is in memory: this play cannot be resumed.");
        await InviteAsync(saved, system);
        var standings = await WatchAsync(client, league, cancellationToken);
        var audit = await client.RetryAsync(
            () => client.AuditLedgerAsync(cancellationToken: cancellationToken), _patience, cancellationToken);
        if (json)
            Console.Out.WriteLine(ReportJson.Of(StandingsReport.OfPlay(standings)));
        else
            StandingsTable.Write(Console.Out, standings);
        return Check(standings, audit);
    }

    private Task<League> StartAsync(ArenaClient client, CancellationToken cancellationToken) =>
        client.StartLeagueAsync(new StartLeagueRequest { Document = play.Document, Id = play.Id }, _patience, cancellationToken);

    /// <summary>The league that is in the ledger, going on; if it was interrupted before it was there, it begins now.</summary>
    private async Task<League> FindAsync(ArenaClient client, LeagueDefinition? asked, CancellationToken cancellationToken)
    {
        var league = await TryGetAsync(client, cancellationToken);
        if (league is null && play.Note.Played > 0)
        {
            throw new CommandException(
                $"the ledger of play '{play.Id}' is gone: {Counted.Of(play.Note.Played, "match")} had been played, and it has none. "
                + $"'arena play --forget {play.Id}' gives it up",
                ExitCode.Failed);
        }

        if (league is null)
        {
            await StartAsync(client, cancellationToken);
            league = (await TryGetAsync(client, cancellationToken))!;
        }

        if (asked is not null && asked.ToJson() != league.Document)
            CheckSame(asked, LeagueDocument.Parse(league.Document).Definition!);
        return league.State == Contracts.V1.LeagueState.Paused
            ? await client.Leagues.ResumeAsync(new ResumeLeagueRequest { Id = league.Id }, cancellationToken: cancellationToken)
            : league;
    }

    private void CheckSame(LeagueDefinition asked, LeagueDefinition kept)
    {
        var differences = LeagueDifference.Between(asked, kept);
        if (differences.Count == 0)
            return;
        throw new CommandException(
            $"play '{play.Id}' is of another league; nothing was changed:\n{string.Join('\n', differences.Select(d => $"arena: {d}"))}",
            ExitCode.Usage);
    }

    private async Task<League?> TryGetAsync(ArenaClient client, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetLeagueRequest { Id = play.Id };
            return await client.RetryAsync(
                () => client.Leagues.GetAsync(request, cancellationToken: cancellationToken).ResponseAsync,
                _patience,
                cancellationToken);
        }
        catch (RpcException missing) when (missing.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task InviteAsync(LeagueDefinition league, LocalSystem system)
    {
        var bots = league.Agents.Where(agent => agent.IsBot).Select(agent => agent.Name).ToArray();
        if (bots.Length == 0)
            return;
        var address = system.Nodes.GetLeftPart(UriPartial.Authority);
        await Console.Error.WriteLineAsync($"Bots of this league: {string.Join(", ", bots)}. They connect to {address}");
    }

    private async Task<Standings> WatchAsync(ArenaClient client, League league, CancellationToken cancellationToken)
    {
        using var progress = LeagueProgress.For(league, json);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Standings? last = null;
        try
        {
            await foreach (var standings in client.WatchLeagueAsync(league.Id, _patience, stalled.Token))
            {
                progress.Show(standings);
                last = standings;
                play.Write(play.Note with { Played = standings.League.Played });
                // Other nodes may be on their way.
                stalled.CancelAfter(standings.Stalled.Length > 0 ? _stalledPatience : Timeout.InfiniteTimeSpan);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or RpcException
            && stalled.IsCancellationRequested
            && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"{league.Name}: no node can go on with it: {last!.Stalled}", ExitCode.Failed);
        }

        return last!;
    }

    private int Check(Standings standings, VerifyLedgerResponse audit)
    {
        var league = standings.League;
        var isStopped = league.State == Contracts.V1.LeagueState.Stopped;
        var wanted = isStopped ? league.Played : league.Matches;
        _isOver = audit.Valid && audit.Results == wanted && audit.Tasks == audit.Results;
        var head = Convert.ToHexStringLower(audit.Head.Span);
        Console.Error.WriteLine(_isOver
            ? $"Ledger ({audit.Store}): {Counted.Of(audit.Results, "result")}, each match once, chain whole, head {head}"
            : $"arena: the ledger has {Counted.Of(audit.Results, "result")} of {Counted.Of(audit.Tasks, "match")}, "
                + $"wanted {wanted} of each. {audit.Fault}");
        if (standings.Sprt.IsDecided())
            return _isOver ? ExitCode.Done : ExitCode.Failed;
        if (isStopped)
            Console.Error.WriteLine($"arena: {league.Name} was stopped after {league.Played} of {Counted.Of(league.Matches, "match")}");
        return _isOver && !isStopped ? ExitCode.Done : ExitCode.Failed;
    }
}
