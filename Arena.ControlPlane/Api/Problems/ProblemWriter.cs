using System.Diagnostics;
using Arena.ServiceDefaults.Grpc;
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
        if (GrpcCall.Is(http.Request))
            return; // it has a status of its own, in its trailers
        var problem = context.ProblemDetails;
        Complete(problem, http);

        // Not until the request is aborted: it is, when the problem is that it took too long.
        await http.Response.WriteAsJsonAsync(
            problem, options: null, contentType: "application/problem+json", CancellationToken.None);
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
            400 when BindingFault.Unreadable(http) is { } unreadable => unreadable,
            404 => $"There is nothing at {request.Path}; /openapi/v1.json says what there is.",
            405 => $"{request.Path} has no {request.Method}; wanted {http.Response.Headers.Allow}.",
            415 => BodyKind.OfType(request.ContentType, request.Path.StartsWithSegments("/v1") ? "application/json" : "a form"),
            _ => $"{request.Method} {request.Path} was answered with status {kind.Status}.",
        };
    }
}
