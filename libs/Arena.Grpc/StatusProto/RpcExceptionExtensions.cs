namespace Grpc.Core;

/// <summary>The rich error model on the client's side.</summary>
public static class RpcExceptionExtensions
{
    /// <summary>The status with its details that the server sent; null when it sent none, or a broken one that is to be ignored.</summary>
    /// <exception cref="Google.Protobuf.InvalidProtocolBufferException">It is broken.</exception>
    public static Google.Rpc.Status? GetRpcStatus(this RpcException ex, bool ignoreParseError = false)
    {
        ArgumentNullException.ThrowIfNull(ex);
        return ex.Trailers.GetRpcStatus(ignoreParseError);
    }
}
