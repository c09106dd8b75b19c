using Grpc.Core;
using OpenTelemetry.Proto.Collector.Metrics.V1;

namespace Arena.Dashboard.Intake;

/// <summary>OTLP over gRPC: metrics.</summary>
internal sealed class MetricsGrpcService(TelemetryIntake intake) : MetricsService.MetricsServiceBase
{
    public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context) =>
        Task.FromResult(intake.Accept(request));
}
