using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Google.Rpc;
using Grpc.Core;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;
using Status = Grpc.Core.Status;

namespace Arena.ControlPlane.Api;

internal sealed partial class LeagueGrpcService(
    OwnLeagues leagues, RecheckDirectory rechecks, NodeDirectory nodes, IResultStore resultStore, ITaskStore taskStore,
    RecordedMatches matches, EventFeed feed, IOutbox outbox, TimeProvider time,
    IHostApplicationLifetime lifetime) : LeagueService.LeagueServiceBase
{
    private const uint DefaultIntervalMs = 200;
    private const uint MinIntervalMs = 20;
    private const uint MaxIntervalMs = 60_000;

    public override async Task<League> Start(StartLeagueRequest request, ServerCallContext context)
    {
        var seed = request.HasSeed ? request.Seed : (ulong?)null;
        var by = Requesters.Of(context, request.Why);
        return await leagues.StartAsync(request.Document, request.Id, seed, call: null, by, context.CancellationToken) switch
        {
            StartOutcome.Started started => LeagueMessages.ToMessage(started.State.Progress()),
            StartOutcome.SwitchedOff off => throw new RpcException(new Status(StatusCode.FailedPrecondition, off.Message)),
            StartOutcome.QuotaExceeded exceeded => throw new RpcException(
                new Status(StatusCode.ResourceExhausted, exceeded.Quota.Message)),
            StartOutcome.Invalid invalid => throw LeagueRefusal.Of(Code.InvalidArgument, invalid.Faults),
            StartOutcome.Taken taken => throw LeagueRefusal.Of(Code.AlreadyExists, taken.Differences, taken.Headline),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
    }

    public override async Task<League> Get(GetLeagueRequest request, ServerCallContext context)
    {
        var progress = (await leagues.GetAsync(request.Id, context.CancellationToken)).Progress();
        var league = LeagueMessages.ToMessage(progress);
        league.Document = progress.Entry.Document;
        return league;
    }

    public override async Task<League> Pause(PauseLeagueRequest request, ServerCallContext context) =>
        ToMessage(await leagues.PauseAsync(
            request.Id, request.HasVersion ? request.Version : null, Requesters.Of(context, request.Why), context.CancellationToken));

    public override async Task<League> Resume(ResumeLeagueRequest request, ServerCallContext context) =>
        ToMessage(await leagues.ResumeAsync(
            request.Id, request.HasVersion ? request.Version : null, Requesters.Of(context, request.Why), context.CancellationToken));

    public override async Task<League> Stop(StopLeagueRequest request, ServerCallContext context) =>
        ToMessage(await leagues.StopAsync(
            request.Id, request.HasVersion ? request.Version : null, Requesters.Of(context, request.Why), context.CancellationToken));

    public override Task<ListLeaguesResponse> List(ListLeaguesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListLeaguesResponse { Leagues = { leagues.List().Select(LeagueMessages.ToMessage) } });

    public override async Task<Standings> GetStandings(GetStandingsRequest request, ServerCallContext context)
    {
        var league = await leagues.GetAsync(request.LeagueId, context.CancellationToken);
        return await ToMessageAsync(league, await league.SnapshotAsync(context.CancellationToken), context.CancellationToken);
    }

    public override async Task Watch(WatchLeagueRequest request, IServerStreamWriter<Standings> responseStream, ServerCallContext context)
    {
        var interval = request.MinIntervalMs == 0 ? DefaultIntervalMs : request.MinIntervalMs;
        if (interval is < MinIntervalMs or > MaxIntervalMs)
        {
            throw new RpcException(new Status(
                StatusCode.InvalidArgument, $"min_interval_ms is {interval}; wanted 0 or {MinIntervalMs} to {MaxIntervalMs}."));
        }

        var league = await leagues.GetAsync(request.LeagueId, context.CancellationToken);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        await foreach (var snapshot in LeagueWatch.StandingsAsync(league, TimeSpan.FromMilliseconds(interval), time, ends.Token))
        {
            var standings = await ToMessageAsync(league, snapshot, context.CancellationToken);
            await responseStream.WriteAsync(standings, context.CancellationToken);
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested && !league.Ended)
            throw new RpcException(new Status(StatusCode.Unavailable, "The control plane is stopping."));
    }

    public override async Task ListMatches(ListMatchesRequest request, IServerStreamWriter<Match> responseStream, ServerCallContext context)
    {
        var league = await leagues.GetAsync(request.LeagueId, context.CancellationToken);
        await foreach (var recorded in resultStore.ReadAsync(league.Id, context.CancellationToken))
        {
            var match = MatchMessages.ToMatch(recorded, league.Definition, league.PairingAt(recorded.Result.Index));
            await responseStream.WriteAsync(match, context.CancellationToken);
        }
    }

    public override async Task<MatchEvidence> GetMatchRecord(GetMatchRecordRequest request, ServerCallContext context)
    {
        var (league, match) = await FindMatchAsync(request.LeagueId, request.Index, context.CancellationToken);
        return MatchMessages.ToEvidence(match, league.Definition);
    }

    private async Task<(LeagueState League, RecordedMatch Match)> FindMatchAsync(
        string leagueId, int index, CancellationToken cancellationToken)
    {
        var found = await matches.FindAsync(leagueId, index, cancellationToken);
        return found.Match is { } match
            ? (found.League!, match)
            : throw new RpcException(new Status(StatusCode.NotFound, found.Missing));
    }

    private async Task<Standings> ToMessageAsync(LeagueState league, LeagueSnapshot snapshot, CancellationToken cancellationToken) =>
        StandingsMessages.ToMessage(snapshot, await rechecks.TallyAsync(league, cancellationToken));

    private static League ToMessage(LifeOutcome outcome) => outcome switch
    {
        LifeOutcome.Changed changed => LeagueMessages.ToMessage(changed.Progress),
        LifeOutcome.NotFound missing => throw new RpcException(new Status(StatusCode.NotFound, missing.Message)),
        LifeOutcome.Stale stale => throw new RpcException(new Status(StatusCode.Aborted, stale.Message)),
        LifeOutcome.Refused refused => throw new RpcException(new Status(StatusCode.FailedPrecondition, refused.Message)),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };
}
