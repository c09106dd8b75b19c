using Microsoft.AspNetCore.Http.Features;

namespace Arena.ControlPlane.Api.Events;

/// <summary>What all answers of server-sent events that are written by hand have (WHATWG HTML, 9.2).</summary>
internal static class ServerSentEvents
{
    /// <summary>After how long without an event a comment is sent, so that nobody between takes the connection for dead.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    public static readonly byte[] Comment = ": still here\n\n"u8.ToArray();

    /// <summary>Says what is coming, and that nobody is to keep it.</summary>
    public static void Begin(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
