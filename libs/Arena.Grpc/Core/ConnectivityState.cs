namespace Grpc.Core;

/// <summary>What a channel knows of its connection (gRPC <c>doc/connectivity-semantics-and-api.md</c>).</summary>
public enum ConnectivityState
{
    /// <summary>No connection is wanted.</summary>
    Idle,

    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>Calls can be made.</summary>
    Ready,

    /// <summary>The last attempt failed; another will follow.</summary>
    TransientFailure,

    /// <summary>The channel is shut down.</summary>
    Shutdown,
}
