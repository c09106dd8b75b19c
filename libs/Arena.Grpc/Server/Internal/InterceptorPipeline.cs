using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Leads a call through the service's interceptors to its handler. Interceptors live as long as the call.</summary>
internal sealed class InterceptorPipeline(IReadOnlyList<InterceptorRegistration> registrations)
{
    internal static InterceptorPipeline? For(ServerSettings settings) =>
        settings.Interceptors.Count == 0 ? null : new InterceptorPipeline(settings.Interceptors);

    internal async Task<TResponse> UnaryAsync<TRequest, TResponse>(
        TRequest request, ServerCall call, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        var interceptors = Create(call);
        try
        {
            for (var i = interceptors.Length - 1; i >= 0; i--)
            {
                var (interceptor, next) = (interceptors[i].Interceptor, handler);
                handler = (req, context) => interceptor.UnaryServerHandler(req, context, next);
            }

            return await handler(request, call).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(interceptors).ConfigureAwait(false);
        }
    }

    internal async Task<TResponse> ClientStreamingAsync<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests, ServerCall call, ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        var interceptors = Create(call);
        try
        {
            for (var i = interceptors.Length - 1; i >= 0; i--)
            {
                var (interceptor, next) = (interceptors[i].Interceptor, handler);
                handler = (stream, context) => interceptor.ClientStreamingServerHandler(stream, context, next);
            }

            return await handler(requests, call).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(interceptors).ConfigureAwait(false);
        }
    }

    internal async Task ServerStreamingAsync<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responses,
        ServerCall call,
        ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        var interceptors = Create(call);
        try
        {
            for (var i = interceptors.Length - 1; i >= 0; i--)
            {
                var (interceptor, next) = (interceptors[i].Interceptor, handler);
                handler = (req, stream, context) => interceptor.ServerStreamingServerHandler(req, stream, context, next);
            }

            await handler(request, responses, call).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(interceptors).ConfigureAwait(false);
        }
    }

    internal async Task DuplexStreamingAsync<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        ServerCall call,
        DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        var interceptors = Create(call);
        try
        {
            for (var i = interceptors.Length - 1; i >= 0; i--)
            {
                var (interceptor, next) = (interceptors[i].Interceptor, handler);
                handler = (input, output, context) => interceptor.DuplexStreamingServerHandler(input, output, context, next);
            }

            await handler(requests, responses, call).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(interceptors).ConfigureAwait(false);
        }
    }

    private (Interceptor Interceptor, bool Owned)[] Create(ServerCall call)
    {
        var services = call.HttpContext.RequestServices;
        var interceptors = new (Interceptor, bool)[registrations.Count];
        for (var i = 0; i < interceptors.Length; i++)
            interceptors[i] = registrations[i].Create(services);
        return interceptors;
    }

    private static async ValueTask ReleaseAsync((Interceptor Interceptor, bool Owned)[] interceptors)
    {
        for (var i = interceptors.Length - 1; i >= 0; i--)
        {
            if (!interceptors[i].Owned)
                continue;
            if (interceptors[i].Interceptor is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync().ConfigureAwait(false);
            else
                (interceptors[i].Interceptor as IDisposable)?.Dispose();
        }
    }
}
