using System.Security.Cryptography.X509Certificates;
using Arena.Contracts.Channels;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Start;

namespace Arena.Node.Peers;

/// <summary>
/// Whom this node believes to be the control plane or another node, and what it shows them, where they are reached by https.
/// </summary>
/// <param name="Roots">What their certificates must lead to; null is the machine's roots.</param>
/// <param name="Own">The certificate that this node shows; null when it shows none.</param>
internal sealed record PeerTrust(X509Certificate2Collection? Roots, X509Certificate2? Own)
{
    private const string Setting = "Node:TrustedRoots";

    /// <exception cref="StartFault">A configured file cannot be read, or has no certificate.</exception>
    public static PeerTrust From(IConfiguration configuration)
    {
        try
        {
            return new PeerTrust(
                configuration[Setting] is { Length: > 0 } path ? TrustedRoots.Read(path) : null,
                NodeCertificate.Read(AccessOptions.From(configuration)));
        }
        catch (InvalidOperationException unreadable)
        {
            throw new StartFault(unreadable.Message, unreadable);
        }
    }

    /// <summary>The transport of a channel to one of them.</summary>
    public SocketsHttpHandler CreateHandler() => ArenaChannel.CreateHandler(Roots, Own);
}
