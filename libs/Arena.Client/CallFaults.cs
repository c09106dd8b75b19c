using Arena.Contracts.Channels;
using Google.Rpc;
using Grpc.Core;

namespace Arena.Client;

/// <summary>What a refused call found wrong with the request, fault by fault.</summary>
public static class CallFaults
{
    /// <summary>
    /// A line for each fault that the status names (<c>google.rpc.BadRequest</c>): "$.agents[1].strategy: there is no …". Without any,
    /// the one reason that there is.
    /// </summary>
    public static IReadOnlyList<string> Of(RpcException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var named = failure.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations;
        return named is { Count: > 0 } ? [.. named.Select(fault => $"{fault.Field}: {fault.Description}")] : [CallFailure.Reason(failure)];
    }
}
