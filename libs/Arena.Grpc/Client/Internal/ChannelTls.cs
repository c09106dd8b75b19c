using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>What SslCredentials ask of TLS.</summary>
internal static class ChannelTls
{
    internal static void Apply(SslClientAuthenticationOptions tls, ChannelSecurity security, string host)
    {
        if (security.VerifyPeer is { } verify)
            tls.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None
                && certificate is X509Certificate2 peer
                && verify(new VerifyPeerContext(host, peer.ExportCertificatePem()));
        if (security.ClientCertificate is { } pair)
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPem(pair.CertificateChain, pair.PrivateKey), additionalCertificates: null);
        if (security.RootCertificates is not { } roots)
            return;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(roots);
        tls.CertificateChainPolicy = policy;
    }
}
