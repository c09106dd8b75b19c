using Grpc.Core.Interceptors;

namespace Grpc.Core.Internal;

/// <summary>Replaces the headers of every call.</summary>
internal sealed class HeaderInterceptor(Func<Metadata, Metadata> replace) : ContextInterceptor
{
    protected override ClientInterceptorContext<TRequest, TResponse> Change<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context) =>
        new(context.Method, context.Host, context.Options.WithHeaders(replace(context.Options.Headers ?? new Metadata())));
}
