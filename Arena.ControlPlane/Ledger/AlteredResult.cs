using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Arena.ControlPlane.Ledger;

/// <summary>Whoever asks for a result that was altered in the ledger hears what is wrong with it: DATA_LOSS.</summary>
internal sealed class AlteredResult : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (InvalidDataException altered)
        {
            throw StatusOf(altered);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (InvalidDataException altered)
        {
            throw StatusOf(altered);
        }
    }

    private static RpcException StatusOf(InvalidDataException altered) => new(new Status(StatusCode.DataLoss, altered.Message));
}
