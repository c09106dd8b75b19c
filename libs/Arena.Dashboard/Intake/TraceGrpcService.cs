using Grpc.Core;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Arena.Dashboard.Intake;

/// <summary>OTLP over gRPC: traces.</summary>
internal sealed class TraceGrpcService(TelemetryIntake intake) : TraceService.TraceServiceBase
{
    public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context) =>
        Task.FromResult(intake.Accept(request));
}
