using Arena.Dashboard.Telemetry;
using OpenTelemetry.Proto.Trace.V1;

namespace Arena.Dashboard.Traces;

/// <summary>What a span is called on pages.</summary>
internal static class SpanNames
{
    private const string AspNetCoreRequest = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string HttpClientRequest = "System.Net.Http.HttpRequestOut";

    /// <summary>
    /// Its name; where that is only what the platform calls every HTTP request, what the request was, as far as it says.
    /// </summary>
    public static string Of(Span span)
    {
        if (span.Name is not (AspNetCoreRequest or HttpClientRequest))
            return span.Name.Length > 0 ? span.Name : "(no name)";
        var method = span.Attributes.Text("http.request.method") ?? "HTTP";
        var what = span.Attributes.Text("http.route") ?? span.Attributes.Text("url.path") ?? span.Attributes.Text("server.address");
        return what is null ? $"{method} request" : $"{method} {what}";
    }
}
