using Grpc.AspNetCore.ClientFactory;
using Grpc.AspNetCore.Server.Features;
using Grpc.Core.Interceptors;
using Grpc.Core.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Net.ClientFactory.Internal;

/// <summary>Gives every call the propagation token of the server call it is made in.</summary>
internal sealed class PropagationInterceptor(IHttpContextAccessor current, GrpcContextPropagationOptions options) : ContextInterceptor
{
    /// <exception cref="InvalidOperationException">The call is made outside of a server call.</exception>
    protected override ClientInterceptorContext<TRequest, TResponse> Change<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
    {
        if (current.HttpContext?.Features.Get<IServerCallContextFeature>() is { } feature)
            return new(
                context.Method, context.Host, context.Options.WithPropagationToken(feature.ServerCallContext.CreatePropagationToken()));
        return options.SuppressContextNotFoundErrors
            ? context
            : throw new InvalidOperationException(
                $"Unable to propagate server context values to the call of {context.Method.FullName}: it is not made in a gRPC server call. "
                + $"If that is meant, set {nameof(options.SuppressContextNotFoundErrors)}.");
    }
}
