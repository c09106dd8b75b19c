using Grpc.Core.Internal;

namespace Grpc.Core;

/// <summary>How a channel is secured, and which call credentials go with every call over it.</summary>
public abstract class ChannelCredentials
{
    /// <summary>No security: plain HTTP/2.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    /// <summary>TLS with the system's trusted roots.</summary>
    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    /// <summary>A channel's security together with call credentials.</summary>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials) =>
        new CompositeChannelCredentials(channelCredentials, callCredentials);

    /// <summary>Describes these credentials to <paramref name="configurator"/>.</summary>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state);

    /// <summary>Whether call credentials may be added to these.</summary>
    internal virtual bool IsComposable => false;
}
