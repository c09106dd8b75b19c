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
        if (failure.StatusCode == StatusCode.DeadlineExceeded)
            return "no answer came in time";

        // It failed on this side: the detail is then a list of exceptions.
        if (Innermost(failure.Status.DebugException) is { } cause)
            return cause.Message;
        return failure.Status.Detail.Length > 0 ? failure.Status.Detail : WordsFor(failure.StatusCode);
    }

    // Of a server that says nothing else.
    private static string WordsFor(StatusCode code) => code switch
    {
        StatusCode.Cancelled => "the call was cancelled",
        StatusCode.InvalidArgument => "the request is not one that is understood there",
        StatusCode.NotFound => "there is no such thing there",
        StatusCode.AlreadyExists => "there is one already",
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => "that is not allowed there without the right token",
        StatusCode.ResourceExhausted => "there is no room for it there",
        StatusCode.FailedPrecondition or StatusCode.Aborted => "that cannot be done there now",
        StatusCode.Unimplemented => "the program there does not know this call: it may be of another version",
        StatusCode.Unavailable => "nobody answers there now",
        StatusCode.DataLoss => "what is stored there cannot be read",
        _ => "something went wrong there, and it does not say what",
    };

    // The chain of a refused certificate ends below the sentence that says why.
    private static Exception? Innermost(Exception? exception)
    {
        while (exception is { InnerException: { } inner } and not AuthenticationException)
            exception = inner;
        return exception;
    }
}
