using Arena.Dashboard.Json;
using Google.Protobuf;

namespace Arena.Dashboard.Api;

internal static class JsonAnswer
{
    private const string Json = "application/json; charset=utf-8";

    public static Task WriteAsync(HttpContext context, IMessage message) => WriteAsync(context, OtlpJsonWriter.Write(message));

    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = Json;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }

    public static Task RefuseAsync(HttpContext context, string error, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error }, context.RequestAborted);
    }
}
