using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>Answers from ASP.NET Core's health checks; degraded still serves. While the host stops, nothing does.</summary>
internal sealed class HealthService(
    HealthCheckService checks,
    IOptions<GrpcHealthChecksOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider? time = null)
    : Health.V1.Health.HealthBase
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = await LookAsync(request.Service, context.CancellationToken).ConfigureAwait(false);
        return status is ServingStatus.ServiceUnknown
            ? throw new RpcException(new Status(StatusCode.NotFound, $"The service \"{request.Service}\" is not known here."))
            : new HealthCheckResponse { Status = status };
    }

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        ServingStatus? last = null;
        while (true)
        {
            var status = await LookAsync(request.Service, context.CancellationToken).ConfigureAwait(false);
            if (status != last)
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }).ConfigureAwait(false);
            last = status;
            // The stopping host has been reported: do not hold it up.
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                return;
            await Task.Delay(options.Value.WatchPeriod, _time, either.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<ServingStatus> LookAsync(string service, CancellationToken cancellationToken)
    {
        if (!options.Value.TryGet(service, out var predicate))
            return ServingStatus.ServiceUnknown;
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return ServingStatus.NotServing;
        var report = await checks.CheckHealthAsync(predicate, cancellationToken).ConfigureAwait(false);
        return report.Status is HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
    }
}
