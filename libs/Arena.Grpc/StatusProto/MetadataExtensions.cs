using Google.Protobuf;
using RpcStatus = Google.Rpc.Status;

namespace Grpc.Core;

/// <summary>The rich error model's status in trailing metadata.</summary>
public static class MetadataExtensions
{
    /// <summary>The trailer that carries a <see cref="RpcStatus"/>.</summary>
    public const string StatusDetailsTrailerName = "grpc-status-details-bin";

    /// <summary>The status with its details; null when there is none, or a broken one that is to be ignored.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is broken.</exception>
    public static RpcStatus? GetRpcStatus(this Metadata metadata, bool ignoreParseError = false)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.GetValueBytes(StatusDetailsTrailerName) is not { } bytes)
            return null;
        try
        {
            return RpcStatus.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException) when (ignoreParseError)
        {
            return null;
        }
    }

    /// <summary>Puts a status with its details in, in place of any other.</summary>
    public static void SetRpcStatus(this Metadata metadata, RpcStatus status)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(status);
        while (metadata.Get(StatusDetailsTrailerName) is { } old)
            metadata.Remove(old);
        metadata.Add(StatusDetailsTrailerName, status.ToByteArray());
    }
}
