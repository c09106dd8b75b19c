using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One request, one response.</summary>
internal sealed class UnaryHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    ServerSettings settings,
    IGrpcServiceActivator<TService> activator,
    Func<TService, TRequest, ServerCallContext, Task<TResponse>> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, settings, activator)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly InterceptorPipeline? _pipeline = InterceptorPipeline.For(settings);

    protected override async Task InvokeAsync(ServerCall call)
    {
        var request = await ReadSingleAsync(call).ConfigureAwait(false);
        var response = _pipeline is null
            ? await HandleAsync(request, call).ConfigureAwait(false)
            : await _pipeline.UnaryAsync<TRequest, TResponse>(request, call, HandleAsync).ConfigureAwait(false);
        await WriteSingleAsync(call, response).ConfigureAwait(false);
    }

    private async Task<TResponse> HandleAsync(TRequest request, ServerCallContext context)
    {
        var service = Activator.Create(context.GetHttpContext().RequestServices);
        try
        {
            return await invoke(service.Instance, request, context).ConfigureAwait(false);
        }
        finally
        {
            await Activator.ReleaseAsync(service).ConfigureAwait(false);
        }
    }
}
