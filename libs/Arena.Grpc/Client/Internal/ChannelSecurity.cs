using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>What a channel's credentials come down to.</summary>
internal sealed class ChannelSecurity : ChannelCredentialsConfiguratorBase
{
    private bool? _secure;

    internal bool IsSecure => _secure == true;

    internal List<CallCredentials> CallCredentials { get; } = [];

    internal string? RootCertificates { get; private set; }

    internal KeyCertificatePair? ClientCertificate { get; private set; }

    internal VerifyPeerCallback? VerifyPeer { get; private set; }

    /// <exception cref="ArgumentException">The credentials contradict the address.</exception>
    internal static ChannelSecurity Read(ChannelCredentials? credentials, Uri address)
    {
        var https = address.Scheme == Uri.UriSchemeHttps;
        var security = new ChannelSecurity();
        credentials?.InternalPopulateConfiguration(security, null);
        security._secure ??= https;
        if (security._secure != https)
            throw new ArgumentException(
                $"Channel is configured with {(security.IsSecure ? "secure" : "insecure")} channel credentials and can't use "
                + $"a HttpClient with a '{address.Scheme}' scheme.");
        return security;
    }

    public override void SetInsecureCredentials(object? state) => _secure = false;

    public override void SetSslCredentials(
        object? state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
    {
        VerifyPeer = verifyPeerCallback;
        RootCertificates = rootCertificates;
        ClientCertificate = keyCertificatePair;
        _secure = true;
    }

    public override void SetCompositeCredentials(
        object? state, ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        channelCredentials.InternalPopulateConfiguration(this, null);
        CallCredentials.Add(callCredentials);
    }
}
