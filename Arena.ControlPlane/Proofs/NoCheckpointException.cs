using Grpc.Core;

namespace Arena.ControlPlane.Proofs;

/// <summary>The ledger cannot be signed for at present, though nobody altered it; the message is for whoever asked.</summary>
internal sealed class NoCheckpointException(string message) : RpcException(new Status(StatusCode.Unavailable, message), message);
