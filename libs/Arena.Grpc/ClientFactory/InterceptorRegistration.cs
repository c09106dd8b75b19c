using Grpc.Core.Interceptors;

namespace Grpc.Net.ClientFactory;

/// <summary>An interceptor of a client that comes from DI: one instance per channel.</summary>
public class InterceptorRegistration
{
    /// <summary>Registers what <paramref name="creator"/> makes.</summary>
    public InterceptorRegistration(Func<IServiceProvider, Interceptor> creator)
    {
        ArgumentNullException.ThrowIfNull(creator);
        Creator = creator;
    }

    internal Func<IServiceProvider, Interceptor> Creator { get; }
}
