using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One request, a stream of responses.</summary>
internal sealed class ServerStreamingHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    ServerSettings settings,
    IGrpcServiceActivator<TService> activator,
    Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, settings, activator)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly InterceptorPipeline? _pipeline = InterceptorPipeline.For(settings);

    protected override async Task InvokeAsync(ServerCall call)
    {
        var request = await ReadSingleAsync(call).ConfigureAwait(false);
        var pump = CreatePump(call);
        try
        {
            var responses = new ServerStreamWriter<TResponse>(pump, Method.ResponseMarshaller.ContextualSerializer, call);
            await (_pipeline is null
                ? HandleAsync(request, responses, call)
                : _pipeline.ServerStreamingAsync<TRequest, TResponse>(request, responses, call, HandleAsync)).ConfigureAwait(false);
        }
        finally
        {
            await DrainAsync(pump).ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context)
    {
        var service = Activator.Create(context.GetHttpContext().RequestServices);
        try
        {
            await invoke(service.Instance, request, responses, context).ConfigureAwait(false);
        }
        finally
        {
            await Activator.ReleaseAsync(service).ConfigureAwait(false);
        }
    }
}
