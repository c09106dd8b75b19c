namespace Arena.Dashboard.Access;

/// <summary>What every page is sent with: scripts and styles of our own only, no frames, no guessing of types.</summary>
internal static class ResponseGuards
{
    // Bars and charts are placed by style attributes; a style element or script in a message would still do nothing.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseResponseGuards(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    });
}
