using Arena.Contracts.V1;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Dials;
using Arena.ControlPlane.Experiments;
using Arena.Core.Dials;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Dials;
using Grpc.Core;
using DialEffect = Arena.Contracts.V1.DialEffect;
using DialEpoch = Arena.Contracts.V1.DialEpoch;

namespace Arena.ControlPlane.Api;

internal sealed class DialGrpcService(
    DialDirectory dials, DialAdministration administration, DialEffects effects, DialBook book, IHostApplicationLifetime lifetime)
    : DialService.DialServiceBase
{
    public override Task<ListDialsResponse> List(ListDialsRequest request, ServerCallContext context)
    {
        var current = dials.Current;
        return Task.FromResult(new ListDialsResponse
        {
            Epoch = current.Number,
            Dials = { KnownDials.All.Select(dial => DialViewMessages.ToMessage(dial, current.Values[dial.Name])) },
        });
    }

    public override async Task<DialEpoch> Set(SetDialRequest request, ServerCallContext context) => Answer(
        await administration.SetAsync(
            request.Name, request.Value, request.HasEpoch ? request.Epoch : null, Requesters.Of(context, request.Why),
            context.CancellationToken),
        context);

    public override async Task<DialEpoch> Rollback(RollbackDialsRequest request, ServerCallContext context) => Answer(
        await administration.RollbackAsync(
            request.To, request.HasEpoch ? request.Epoch : null, Requesters.Of(context, request.Why), context.CancellationToken),
        context);

    public override async Task<DialHistoryResponse> History(DialHistoryRequest request, ServerCallContext context)
    {
        var limit = request.Limit == 0 ? DialAdministration.DefaultLimit : request.Limit;
        if (limit is < 1 or > DialAdministration.MaxLimit || request.Before < 0)
        {
            throw Refusal(
                StatusCode.InvalidArgument,
                $"limit is {request.Limit} and before {request.Before}; wanted 1 to {DialAdministration.MaxLimit}, or 0, and at least 0.");
        }

        var epochs = await administration.HistoryAsync(request.HasBefore ? request.Before : null, limit, context.CancellationToken);
        var caller = CallerOf(context);
        return new DialHistoryResponse { Epochs = { epochs.Select(epoch => DialViewMessages.ToMessage(epoch, caller)) } };
    }

    public override async Task<DialEffect> Effect(DialEffectRequest request, ServerCallContext context) =>
        await effects.ReportAsync(request.Epoch, request.LeagueId, context.CancellationToken) switch
        {
            EffectOutcome.Made made => DialViewMessages.ToMessage(made.Effect, CallerOf(context)),
            EffectOutcome.NotFound missing => throw Refusal(StatusCode.NotFound, missing.Message),
            EffectOutcome.Refused refused => throw Refusal(StatusCode.FailedPrecondition, refused.Message),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };

    public override async Task Watch(WatchDialsRequest request, IServerStreamWriter<DialSet> responseStream, ServerCallContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        while (true)
        {
            var (current, changed) = book.Read();
            try
            {
                await responseStream.WriteAsync(DialMessages.ToMessage(current), ends.Token);
                await changed.WaitAsync(ends.Token);
            }
            catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
            {
                throw Refusal(StatusCode.Unavailable, "The control plane is stopping.");
            }
        }
    }

    private static DialEpoch Answer(DialOutcome outcome, ServerCallContext context) => outcome switch
    {
        DialOutcome.Done done => DialViewMessages.ToMessage(done.Epoch, CallerOf(context)),
        DialOutcome.NotFound missing => throw Refusal(StatusCode.NotFound, missing.Message),
        DialOutcome.Invalid invalid => throw Refusal(StatusCode.InvalidArgument, invalid.Message),
        DialOutcome.TooFast fast => throw Refusal(StatusCode.FailedPrecondition, fast.Message),
        DialOutcome.Refused refused => throw Refusal(StatusCode.FailedPrecondition, refused.Message),
        DialOutcome.Stale stale => throw Refusal(StatusCode.Aborted, stale.Message),
        var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
    };

    private static Caller CallerOf(ServerCallContext context) => Caller.Of(context.GetHttpContext());

    private static RpcException Refusal(StatusCode code, string message) => new(new Status(code, message));
}
