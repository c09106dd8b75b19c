namespace Grpc.Core;

/// <summary>Is told what channel credentials consist of. For channel implementations.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>No security.</summary>
    public abstract void SetInsecureCredentials(object? state);

    /// <summary>TLS; all of the rest may be null for the defaults.</summary>
    public abstract void SetSslCredentials(
        object? state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback);

    /// <summary>Security and call credentials.</summary>
    public abstract void SetCompositeCredentials(
        object? state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}
