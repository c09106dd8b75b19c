using Arena.Backplane.Ledger;
using Arena.Contracts.V1;
using Arena.ControlPlane.Api.Events;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Leagues;
using Arena.ServiceDefaults.Access;
using Grpc.Core;

namespace Arena.ControlPlane.Api;

/// <summary>What came after the first: tasks, what was found of matches, events. REST has the same.</summary>
internal sealed partial class LeagueGrpcService
{
    private static readonly TimeSpan _quiet = TimeSpan.FromHours(1); // HTTP/2 has its own signs of life

    public override async Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context)
    {
        if (request.PageSize is < 0 or > PageQuery.MaxLimit)
        {
            throw new RpcException(new Status(
                StatusCode.InvalidArgument, $"page_size is {request.PageSize}; wanted 0 or 1 to {PageQuery.MaxLimit}."));
        }

        var league = await leagues.GetAsync(request.LeagueId, context.CancellationToken);
        var read = await taskStore.ListAsync(
            league.Id, TaskMessages.ToPhase(request.State), request.HasAfter ? request.After : -1,
            request.PageSize == 0 ? PageQuery.DefaultLimit : request.PageSize, context.CancellationToken);
        return new ListTasksResponse { Tasks = { read.Select(task => TaskMessages.ToMessage(NamedTask.Of(task, league, nodes))) } };
    }

    public override async Task<MatchRecheck> GetMatchRecheck(GetMatchRecheckRequest request, ServerCallContext context)
    {
        var (league, _) = await FindMatchAsync(request.LeagueId, request.Index, context.CancellationToken);
        return TaskMessages.ToMessage((await rechecks.GetAsync(league, context.CancellationToken)).Of(request.Index));
    }

    public override async Task WatchEvents(
        WatchEventsRequest request, IServerStreamWriter<Contracts.V1.LeagueEvent> responseStream, ServerCallContext context)
    {
        if (request.After.Length > 0 && !EventMark.IsOne(request.After))
        {
            throw new RpcException(new Status(
                StatusCode.InvalidArgument,
                $"after has {request.After.Length} characters; wanted the id of an event, or {EventMark.All}."));
        }

        string? leagueId = null;
        if (request.LeagueId.Length > 0)
            leagueId = (await leagues.GetAsync(request.LeagueId, context.CancellationToken)).Id;
        var after = request.After.Length == 0
            ? feed.Last
            : await EventMark.ReadAsync(feed, outbox, request.After, context.CancellationToken) ?? throw Missed(request.After);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        await foreach (var part in EventWatch.Async(feed, happened => IsWanted(happened.LeagueId), after, _quiet, time, ends.Token))
        {
            if (part.Missed)
                throw Missed(request.After);
            foreach (var happened in part.Events)
            {
                var league = await leagues.FindAsync(TenantName.Plain(happened.LeagueId), ends.Token);
                await responseStream.WriteAsync(EventMessages.ToMessage(happened, feed, league), ends.Token);
            }
        }

        bool IsWanted(string id) => leagueId is null ? leagues.Has(id) : id == leagueId;
    }

    private static RpcException Missed(string after) => new(new Status(
        StatusCode.OutOfRange, $"Events after '{after}' are not kept any more, or it is another ledger's; read the state anew."));
}
