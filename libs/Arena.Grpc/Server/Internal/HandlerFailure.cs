using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The one place where an exception of a handler becomes a status.</summary>
internal static class HandlerFailure
{
    internal static (Status Status, Metadata? Trailers) ToStatus(Exception exception, ServerCall call)
    {
        var logger = call.Settings.Logger;
        switch (exception)
        {
            case RpcException rpc:
                Log.RpcStatus(logger, call.Method, rpc.StatusCode, rpc.Status.Detail);
                return (rpc.Status, rpc.Trailers.Count > 0 ? rpc.Trailers : null);

            case OperationCanceledException when call.IsExpired:
                return (new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"), null);

            case not null when call.IsCancelled:
                Log.Cancelled(logger, call.Method);
                return (new Status(StatusCode.Cancelled, "The call was cancelled."), null);

            default:
                Log.HandlerFailed(logger, call.Method, exception!);
                var detail = call.Settings.EnableDetailedErrors
                    ? $"Exception was thrown by handler. {Describe(exception!)}"
                    : "Exception was thrown by handler.";
                return (new Status(StatusCode.Unknown, detail, exception), null);
        }
    }

    private static string Describe(Exception exception) =>
        exception.InnerException is { } inner
            ? $"{exception.GetType().Name}: {exception.Message} {Describe(inner)}"
            : $"{exception.GetType().Name}: {exception.Message}";
}
