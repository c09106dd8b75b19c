using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Arena.Dashboard.Intake;

/// <summary>Turns away senders without the key, and tells those that must wait so.</summary>
internal sealed class OtlpInterceptor(OtlpKey key, IntakeInstruments instruments) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!key.Opens(context.RequestHeaders.GetValue(OtlpKey.Header)))
        {
            instruments.Refuse("unauthenticated");
            throw new RpcException(new Status(StatusCode.Unauthenticated, OtlpKey.Refusal));
        }

        try
        {
            return await continuation(request, context);
        }
        catch (IOException full)
        {
            instruments.Refuse("unavailable");
            throw new RpcException(new Status(StatusCode.Unavailable, $"the telemetry cannot be stored now: {full.Message}"));
        }
    }
}
