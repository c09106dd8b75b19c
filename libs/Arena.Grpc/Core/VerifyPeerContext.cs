namespace Grpc.Core;

/// <summary>Accepts or refuses a server's certificate after the ordinary checks.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);

/// <summary>The server whose certificate is to be accepted or refused.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    /// <summary>The name the client asked for.</summary>
    public string TargetName { get; }

    /// <summary>The server's certificate as PEM text.</summary>
    public string PeerPem { get; }
}
