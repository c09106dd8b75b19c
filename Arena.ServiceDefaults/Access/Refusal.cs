using System.Globalization;
using Arena.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Arena.ServiceDefaults.Access;

/// <summary>
/// Why a call is not carried out, said as its caller reads it: problem details (RFC 9457) over HTTP, a status over gRPC.
/// </summary>
internal sealed record Refusal(int Status, StatusCode Code, string Detail)
{
    /// <summary>After how long it may be tried again; null: that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Refusal Unauthenticated(string detail) => new(StatusCodes.Status401Unauthorized, StatusCode.Unauthenticated, detail);

    public static Refusal Forbidden(string detail) => new(StatusCodes.Status403Forbidden, StatusCode.PermissionDenied, detail);

    public static Refusal Unavailable(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, StatusCode.Unavailable, detail) { RetryAfter = retryAfter };

    public static Refusal TooMany(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, StatusCode.ResourceExhausted, detail) { RetryAfter = retryAfter };

    public static Refusal Busy(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, StatusCode.ResourceExhausted, detail) { RetryAfter = retryAfter };

    public static Refusal TooLong(string detail) => new(StatusCodes.Status504GatewayTimeout, StatusCode.DeadlineExceeded, detail);

    public Task WriteAsync(HttpContext context)
    {
        if (Status == StatusCodes.Status401Unauthorized)
        {
            var isForPage = ShownKey.IsForPage(context.Request);
            context.Response.Headers.WWWAuthenticate = isForPage ? "Basic realm=\"arena: a key as password\"" : "Bearer realm=\"arena\"";
        }

        if (RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return GrpcCall.Is(context.Request) ? WriteStatusAsync(context) : WriteProblemAsync(context);
    }

    // A response of headers alone, as gRPC's protocol has it for calls that did not begin.
    private Task WriteStatusAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = GrpcCall.ContentType;
        context.Response.Headers["grpc-status"] = ((int)Code).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(Detail);
        return Task.CompletedTask;
    }

    private Task WriteProblemAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return Results.Problem(Detail, statusCode: Status).ExecuteAsync(context);
    }
}
