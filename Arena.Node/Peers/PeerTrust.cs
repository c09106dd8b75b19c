using System.Security.Cryptography.X509Certificates;
using Arena.Contracts.Channels;

namespace Arena.Node.Peers;

/// <summary>Whom this node believes to be the control plane or another node, where they are reached by https.</summary>
/// <param name="Roots">What their certificates must lead to; null is the machine's roots.</param>
internal sealed record PeerTrust(X509Certificate2Collection? Roots)
{
    private const string Setting = "Node:TrustedRoots";

    /// <exception cref="InvalidOperationException">The configured file cannot be read, or has no certificate.</exception>
    public static PeerTrust From(IConfiguration configuration) =>
        new(configuration[Setting] is { Length: > 0 } path ? TrustedRoots.Read(path) : null);
}
