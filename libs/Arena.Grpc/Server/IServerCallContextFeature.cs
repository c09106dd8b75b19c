using Grpc.Core;

namespace Grpc.AspNetCore.Server.Features;

/// <summary>The gRPC call that a request is. Set while a client with call context propagation is registered.</summary>
public interface IServerCallContextFeature
{
    /// <summary>The call.</summary>
    ServerCallContext ServerCallContext { get; }
}
