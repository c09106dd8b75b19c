using Grpc.Core.Internal;

namespace Grpc.Core;

/// <summary>Credentials that travel with a call as metadata. They are sent over TLS only, unless the channel says otherwise.</summary>
public abstract class CallCredentials
{
    /// <summary>All of <paramref name="credentials"/>, in order.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) =>
        new ComposedCallCredentials(credentials);

    /// <summary>Whatever <paramref name="interceptor"/> adds.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) =>
        new InterceptorCallCredentials(interceptor);

    /// <summary>Describes these credentials to <paramref name="configurator"/>.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);
}
