using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Arena.ControlPlane.Api.Problems;

/// <summary>
/// Writes problems as <c>application/problem+json</c> whatever the caller accepts: an error in another form helps nobody.
/// </summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        if (http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
            return; // it has a status of its own, in its trailers
        var problem = context.ProblemDetails;
        Complete(problem, http);
        await http.Response.WriteAsJsonAsync(
            problem, options: null, contentType: "application/problem+json", http.RequestAborted);
    }

    private static void Complete(ProblemDetails problem, HttpContext http)
    {
        var kind = ProblemKind.Of(problem.Status ?? http.Response.StatusCode);
        problem.Status ??= kind.Status;
        if (problem.Type?.StartsWith("urn:", StringComparison.Ordinal) != true)
            (problem.Type, problem.Title) = (kind.Type, kind.Title);
        problem.Detail ??= DetailOf(kind, http);
        problem.Instance ??= http.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
    }

    // Of what the framework has answered itself.
    private static string DetailOf(ProblemKind kind, HttpContext http)
    {
        var request = http.Request;
        return kind.Status switch
        {
            404 => $"There is nothing at {request.Path}; /openapi/v1.json says what there is.",
            405 => $"{request.Path} has no {request.Method}; wanted {http.Response.Headers.Allow}.",
            415 => $"The body is of type '{request.ContentType}'; wanted application/json.",
            _ => $"{request.Method} {request.Path} was answered with status {kind.Status}.",
        };
    }
}
