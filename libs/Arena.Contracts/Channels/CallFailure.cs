using System.Security.Authentication;
using Grpc.Core;

namespace Arena.Contracts.Channels;

/// <summary>What a failed call is to somebody who reads of it.</summary>
public static class CallFailure
{
    /// <summary>The server's own words, or the reason below them why it was not reached: "Connection refused (127.0.0.1:5081)".</summary>
    public static string Reason(RpcException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.StatusCode switch
        {
            StatusCode.Unavailable or StatusCode.Internal when Innermost(failure.Status.DebugException) is { } cause => cause.Message,
            StatusCode.DeadlineExceeded => "no answer came in time",
            _ when failure.Status.Detail.Length > 0 => failure.Status.Detail,
            _ => failure.StatusCode.ToString(),
        };
    }

    // The chain of a refused certificate ends below the sentence that says why.
    private static Exception? Innermost(Exception? exception)
    {
        while (exception is { InnerException: { } inner } and not AuthenticationException)
            exception = inner;
        return exception;
    }
}
