using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Two independent streams.</summary>
internal sealed class DuplexStreamingHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    ServerSettings settings,
    IGrpcServiceActivator<TService> activator,
    Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, settings, activator)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly InterceptorPipeline? _pipeline = InterceptorPipeline.For(settings);

    protected override async Task InvokeAsync(ServerCall call)
    {
        var reader = CreateReader(call);
        var pump = CreatePump(call);
        try
        {
            var requests = new ServerStreamReader<TRequest>(reader, call);
            var responses = new ServerStreamWriter<TResponse>(pump, Method.ResponseMarshaller.ContextualSerializer, call);
            await (_pipeline is null
                ? HandleAsync(requests, responses, call)
                : _pipeline.DuplexStreamingAsync<TRequest, TResponse>(requests, responses, call, HandleAsync)).ConfigureAwait(false);
        }
        finally
        {
            reader.Close();
            await DrainAsync(pump).ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(
        IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context)
    {
        var service = Activator.Create(context.GetHttpContext().RequestServices);
        try
        {
            await invoke(service.Instance, requests, responses, context).ConfigureAwait(false);
        }
        finally
        {
            await Activator.ReleaseAsync(service).ConfigureAwait(false);
        }
    }
}
