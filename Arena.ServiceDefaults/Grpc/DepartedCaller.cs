using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Arena.ServiceDefaults.Grpc;

/// <summary>
/// Ends a call whose caller has left without an error in the log. Reads then fail with <see cref="IOException"/> and writes with
/// <see cref="InvalidOperationException"/>, which would otherwise count as faults of the service.
/// </summary>
internal sealed partial class DepartedCaller(ILogger<DepartedCaller> logger) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => Valued(continuation(request, responseStream, context)));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => Valued(continuation(requestStream, responseStream, context)));

    private async Task<T> RunAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception ended) when (IsDeparture(ended, context.CancellationToken))
        {
            LogDeparted(context.Method, ended.Message);
            throw new RpcException(new Status(StatusCode.Cancelled, "The caller has left, or its deadline is over."));
        }
    }

    // A read may fail a moment before the token says that the caller has left; handlers read nothing but their calls.
    private static bool IsDeparture(Exception ended, CancellationToken left) =>
        ended is IOException || (ended is InvalidOperationException or OperationCanceledException && left.IsCancellationRequested);

    private static async Task<bool> Valued(Task call)
    {
        await call;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The caller of {Method} left while it ran: {Reason}")]
    private partial void LogDeparted(string method, string reason);
}
