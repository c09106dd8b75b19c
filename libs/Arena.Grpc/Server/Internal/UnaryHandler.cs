using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One request, one response.</summary>
internal sealed class UnaryHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method,
    ServerSettings settings,
    ServiceActivation<TService> activator,
    Func<TService, TRequest, ServerCallContext, Task<TResponse>> invoke)
    : CallHandler<TService, TRequest, TResponse>(method, settings, activator)
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly InterceptorPipeline? _pipeline = InterceptorPipeline.For(settings);

    /// <summary>Without state machines as far as nothing has to be waited for.</summary>
    protected override Task InvokeAsync(ServerCall call)
    {
        var reading = ReadSingleAsync(call);
        if (!reading.IsCompletedSuccessfully)
            return ReadAndAnswerAsync(reading, call);
        var answering = AnswerAsync(reading.Result, call);
        return answering.IsCompletedSuccessfully
            ? WriteSingleAsync(call, answering.Result)
            : AwaitAndWriteAsync(answering, call);
    }

    private async Task ReadAndAnswerAsync(ValueTask<TRequest> reading, ServerCall call)
    {
        var request = await reading.ConfigureAwait(false);
        var response = await AnswerAsync(request, call).ConfigureAwait(false);
        await WriteSingleAsync(call, response).ConfigureAwait(false);
    }

    private async Task AwaitAndWriteAsync(Task<TResponse> answering, ServerCall call)
    {
        var response = await answering.ConfigureAwait(false);
        await WriteSingleAsync(call, response).ConfigureAwait(false);
    }

    private Task<TResponse> AnswerAsync(TRequest request, ServerCall call) =>
        _pipeline is null
            ? HandleAsync(request, call)
            : _pipeline.UnaryAsync<TRequest, TResponse>(request, call, HandleAsync);

    private Task<TResponse> HandleAsync(TRequest request, ServerCallContext context)
    {
        var service = Activator.Create(context);
        return Activator.Releases
            ? HandleAndReleaseAsync(service, request, context)
            : invoke(service.Instance, request, context);
    }

    private async Task<TResponse> HandleAndReleaseAsync(
        GrpcActivatorHandle<TService> service, TRequest request, ServerCallContext context)
    {
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
