using System.Data.Common;
using Arena.ControlPlane.Proofs;
using Arena.ServiceDefaults.Guard;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.Problems;

/// <summary>What was thrown, as a problem: what the caller may know of it, and never where in the code it was.</summary>
internal sealed partial class FailureHandler(IProblemDetailsService problems, ILogger<FailureHandler> logger) : IExceptionHandler
{
    private const string RetrySeconds = "1";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception failure, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return true; // nobody listens
        var (kind, detail) = Of(failure, context);
        if (kind == ProblemKind.Internal)
            LogFailed(failure, context.Request.Method, context.Request.Path);
        if (kind == ProblemKind.Unavailable)
            context.Response.Headers.RetryAfter = RetrySeconds;
        context.Response.StatusCode = kind.Status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = kind.Status, Type = kind.Type, Title = kind.Title, Detail = detail },
        });
    }

    private static (ProblemKind Kind, string Detail) Of(Exception failure, HttpContext context) => failure switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } when BodyKind.FaultOf(context) is { } fault => (
            ProblemKind.UnsupportedMediaType, fault),
        BadHttpRequestException bad => (ProblemKind.Of(bad.StatusCode), BindingFault.DetailOf(bad, context)),
        InvalidOperationException when BodyKind.FaultOf(context) is { } fault => (ProblemKind.UnsupportedMediaType, fault),
        NoCheckpointException none => (ProblemKind.Unavailable, none.Message),
        InvalidDataException altered => (ProblemKind.Altered, altered.Message),
        DbException or TimeoutException when Outage.Is(failure) => (
            ProblemKind.Unavailable, "The ledger does not answer. Nothing was changed, or it is not known; try again."),
        _ => (ProblemKind.Internal, "Something unforeseen has happened. The server's log has it under this trace id."),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailed(Exception failure, string method, string path);
}
