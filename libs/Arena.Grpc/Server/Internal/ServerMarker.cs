namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Its presence says that <c>AddGrpc</c> was called; it also remembers that the fallback is mapped.</summary>
internal sealed class ServerMarker
{
    private int _fallbackMapped;

    /// <summary>True once.</summary>
    internal bool TryMapFallback() => Interlocked.Exchange(ref _fallbackMapped, 1) == 0;
}
