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
        if (named is { Count: > 0 })
            return [.. named.Select(fault => $"{fault.Field}: {fault.Description}")];
        var isUnreached = failure.StatusCode == StatusCode.Unavailable && failure.Status.DebugException is not null;
        return [isUnreached ? $"the control plane is not to be reached: {CallFailure.Reason(failure)}" : CallFailure.Reason(failure)];
    }
}
