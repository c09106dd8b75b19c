using Grpc.Core;
using OpenTelemetry.Proto.Collector.Logs.V1;

namespace Arena.Dashboard.Intake;

/// <summary>OTLP over gRPC: logs.</summary>
internal sealed class LogsGrpcService(TelemetryIntake intake) : LogsService.LogsServiceBase
{
    public override Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context) =>
        Task.FromResult(intake.Accept(request));
}
