using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A stream of requests, one response.</summary>
internal sealed class ClientStreamingHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    ServerSettings settings,
    IGrpcServiceActivator<TService> activator,
    Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, settings, activator)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly InterceptorPipeline? _pipeline = InterceptorPipeline.For(settings);

    protected override async Task InvokeAsync(ServerCall call)
    {
        var reader = CreateReader(call);
        try
        {
            var requests = new ServerStreamReader<TRequest>(reader, call);
            var response = _pipeline is null
                ? await HandleAsync(requests, call).ConfigureAwait(false)
                : await _pipeline.ClientStreamingAsync<TRequest, TResponse>(requests, call, HandleAsync).ConfigureAwait(false);
            await WriteSingleAsync(call, response).ConfigureAwait(false);
        }
        finally
        {
            reader.Close();
        }
    }

    private async Task<TResponse> HandleAsync(IAsyncStreamReader<TRequest> requests, ServerCallContext context)
    {
        var service = Activator.Create(context.GetHttpContext().RequestServices);
        try
        {
            return await invoke(service.Instance, requests, context).ConfigureAwait(false);
        }
        finally
        {
            await Activator.ReleaseAsync(service).ConfigureAwait(false);
        }
    }
}
