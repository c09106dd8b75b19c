using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What the server has to say.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Deadline {Deadline:O} of {Method} exceeded.", EventName = "DeadlineExceeded")]
    internal static partial void DeadlineExceeded(ILogger logger, string method, DateTime deadline);

    [LoggerMessage(2, LogLevel.Debug, "Could not send the deadline's status for {Method}.", EventName = "DeadlineAnswerFailed")]
    internal static partial void DeadlineAnswerFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "{Method} ended with {StatusCode}: {Detail}", EventName = "RpcStatus")]
    internal static partial void RpcStatus(ILogger logger, string method, Core.StatusCode statusCode, string detail);

    [LoggerMessage(4, LogLevel.Error, "Error when executing service method {Method}.", EventName = "HandlerFailed")]
    internal static partial void HandlerFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(5, LogLevel.Debug, "{Method} was cancelled by the client.", EventName = "Cancelled")]
    internal static partial void Cancelled(ILogger logger, string method);

    [LoggerMessage(6, LogLevel.Debug, "Request refused: {Reason}", EventName = "RequestRefused")]
    internal static partial void RequestRefused(ILogger logger, string reason);
}
