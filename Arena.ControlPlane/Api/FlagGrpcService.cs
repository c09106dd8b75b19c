using Arena.Contracts.V1;
using Arena.ControlPlane.Audit;
using Arena.ControlPlane.Experiments;
using Arena.ControlPlane.Flags;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Grpc.Core;
using FlagReport = Arena.Contracts.V1.FlagReport;

namespace Arena.ControlPlane.Api;

internal sealed class FlagGrpcService(
    FlagDirectory flags, FlagAdministration administration, FlagReporter reporter, FlagGate gate, FlagBook book,
    FlagInstruments instruments, IHostApplicationLifetime lifetime) : FlagService.FlagServiceBase
{
    public override async Task<ListFlagsResponse> List(ListFlagsRequest request, ServerCallContext context)
    {
        var tenant = TenantOf(context);
        var listed = await flags.ListAsync(tenant, context.CancellationToken);
        var response = new ListFlagsResponse { Flags = { listed.Select(FlagViewMessages.ToMessage) } };

        // Of a flag that every system has, how often is the system's own: it would tell of others.
        foreach (var flag in listed.Where(flag => flag.Known is null || tenant == Caller.DefaultTenant))
            response.Evaluated.Add(flag.Name, instruments.CountOf(TenantName.Qualify(flag.Tenant, flag.Name)));
        return response;
    }

    public override async Task<Flag> Get(GetFlagRequest request, ServerCallContext context) =>
        FlagViewMessages.ToMessage(await FindAsync(request.Name, context));

    public override async Task<Flag> Set(SetFlagRequest request, ServerCallContext context)
    {
        var caller = CallerOf(context);
        var by = Requesters.Of(context, request.Why);
        var set = await administration.SetAsync(
            caller, request.Name, RulesOf(request), request.HasVersion ? request.Version : null, by, context.CancellationToken);
        return set switch
        {
            FlagOutcome.Done done => FlagViewMessages.ToMessage(done.Flag),
            FlagOutcome.Invalid invalid => throw Refusal(StatusCode.InvalidArgument, invalid.Message),
            FlagOutcome.Stale stale => throw Refusal(StatusCode.Aborted, stale.Message),
            FlagOutcome.Forbidden forbidden => throw Refusal(StatusCode.PermissionDenied, forbidden.Message),
            FlagOutcome.NotThere missing => throw Refusal(StatusCode.FailedPrecondition, missing.Message),
            FlagOutcome.Refused refused => throw Refusal(StatusCode.FailedPrecondition, refused.Message),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
    }

    public override async Task<ListFlagHistoryResponse> ListHistory(ListFlagHistoryRequest request, ServerCallContext context)
    {
        var limit = request.Limit == 0 ? FlagAdministration.DefaultLimit : request.Limit;
        if (limit is < 1 or > FlagAdministration.MaxLimit || request.Before < 0)
        {
            throw Refusal(
                StatusCode.InvalidArgument,
                $"limit is {request.Limit} and before {request.Before}; wanted 1 to {FlagAdministration.MaxLimit}, or 0, and at least 0.");
        }

        var flag = await FindAsync(request.Name, context);
        var versions = await administration.HistoryAsync(
            flag.Tenant, flag.Name, request.Before == 0 ? null : request.Before, limit, context.CancellationToken);
        return new ListFlagHistoryResponse { Versions = { versions.Select(version => FlagViewMessages.ToMessage(FlagView.Of(version))) } };
    }

    public override async Task<FlagEvaluation> Evaluate(EvaluateFlagRequest request, ServerCallContext context)
    {
        var caller = CallerOf(context);
        if (FlagQuestion.FaultOf(request.Subject, request.Groups) is { } fault)
            throw Refusal(StatusCode.InvalidArgument, fault);
        if (FlagQuestion.RefusalOf(caller, request.Subject, request.Groups) is { } refusal)
            throw Refusal(StatusCode.PermissionDenied, refusal);
        var flag = await FindAsync(request.Name, context);
        var subject = FlagQuestion.Of(caller, request.Subject, request.Groups);
        var answer = await gate.AskAsync(caller.Tenant, flag.Name, subject, context.CancellationToken);
        return new FlagEvaluation { IsOn = answer.IsOn, Variant = answer.Variant ?? "" };
    }

    public override async Task<FlagReport> Report(ReportFlagRequest request, ServerCallContext context)
    {
        var league = request.LeagueId.Length == 0 ? null : request.LeagueId;
        return await reporter.ReportAsync(TenantOf(context), request.Name, league, context.CancellationToken) switch
        {
            ReportOutcome.Made made => FlagViewMessages.ToMessage(made.Report),
            ReportOutcome.NotFound missing => throw Refusal(StatusCode.NotFound, missing.Message),
            ReportOutcome.Refused refused => throw Refusal(StatusCode.FailedPrecondition, refused.Message),
            var other => throw new InvalidOperationException($"Unexpected outcome {other}."),
        };
    }

    public override async Task Watch(WatchFlagsRequest request, IServerStreamWriter<FlagSet> responseStream, ServerCallContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        while (true)
        {
            var (all, changed) = book.Read();
            try
            {
                foreach (var part in FlagMessages.ToMessages(all))
                    await responseStream.WriteAsync(part, ends.Token);
                await changed.WaitAsync(ends.Token);
            }
            catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
            {
                throw Refusal(StatusCode.Unavailable, "The control plane is stopping.");
            }
        }
    }

    private async Task<FlagView> FindAsync(string name, ServerCallContext context)
    {
        var tenant = TenantOf(context);
        return await flags.FindAsync(tenant, name, context.CancellationToken)
            ?? throw Refusal(StatusCode.NotFound, flags.NotFound(tenant, name));
    }

    private static ServiceDefaults.Flags.FlagRules RulesOf(SetFlagRequest request)
    {
        try
        {
            return FlagMessages.ToDomain(request.Rules ?? new Contracts.V1.FlagRules());
        }
        catch (InvalidOperationException none)
        {
            throw Refusal(StatusCode.InvalidArgument, $"from or until is no time: {none.Message}");
        }
    }

    private static Caller CallerOf(ServerCallContext context) => Caller.Of(context.GetHttpContext());

    private static string TenantOf(ServerCallContext context) => CallerOf(context).Tenant;

    private static RpcException Refusal(StatusCode code, string message) => new(new Status(code, message));
}
