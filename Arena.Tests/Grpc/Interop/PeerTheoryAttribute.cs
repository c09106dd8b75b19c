namespace Arena.Tests.Grpc.Interop;

/// <summary>A theory that needs somebody else's gRPC.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute(string peer) => Skip = PeerTools.Missing(peer);
}
