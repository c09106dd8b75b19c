using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Grpc.Core;

namespace Arena.ControlPlane.Ratings;

internal sealed class RatingGrpcService(OwnLeagues leagues, RatingHistory history) : RatingService.RatingServiceBase
{
    public override async Task<Crosstable> GetCrosstable(GetCrosstableRequest request, ServerCallContext context) =>
        RatingMessages.ToCrosstable(await leagues.GetAsync(request.LeagueId, context.CancellationToken));

    public override async Task GetRatingHistory(
        GetRatingHistoryRequest request, IServerStreamWriter<RatingPoint> responseStream, ServerCallContext context)
    {
        var league = await leagues.GetAsync(request.LeagueId, context.CancellationToken);
        int? agent = null;
        if (request.Agent.Length > 0)
        {
            agent = RatingHistory.AgentOf(league, request.Agent)
                ?? throw new RpcException(new Status(StatusCode.NotFound, RatingHistory.NoAgent(league, request.Agent)));
        }

        if (request.By == RatingStep.Match)
        {
            foreach (var point in RatingHistory.Matches(league, agent))
                await responseStream.WriteAsync(RatingMessages.ToMessage(point, league), context.CancellationToken);
            return;
        }

        await foreach (var point in history.RoundsAsync(league, agent, context.CancellationToken))
            await responseStream.WriteAsync(RatingMessages.ToMessage(point, league), context.CancellationToken);
    }
}
