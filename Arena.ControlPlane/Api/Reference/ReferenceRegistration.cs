using Microsoft.AspNetCore.OpenApi;
using Scalar.AspNetCore;

namespace Arena.ControlPlane.Api.Reference;

/// <summary>The API's document at <c>/openapi/v1.json</c>, and a page to read it at <c>/reference</c>.</summary>
internal static class ReferenceRegistration
{
    private const string Page = "/reference";

    private const string ContentPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public const string DocumentName = "v1";

    private static readonly TimeSpan _long = TimeSpan.FromDays(1);

    public static void AddReference(this WebApplicationBuilder builder)
    {
        builder.Services.AddOutputCache();
        builder.Services.AddOpenApi(DocumentName, options =>
        {
            options.CreateSchemaReferenceId = SchemaNames.Of;
            options.AddDocumentTransformer<DocumentInfo>();
            options.AddSchemaTransformer(ChoiceSchema.WriteAsync);
            options.AddOperationTransformer(NotModified.AddAsync);
            options.AddOperationTransformer(ConditionHeaders.AddAsync);
        });
    }

    public static void MapReference(this WebApplication app)
    {
        app.Use(LetScriptsRunAsync);
        app.UseOutputCache();

        // Making it takes a while, and anybody may ask: it is made once for each name that this service is called by.
        app.MapOpenApi().CacheOutput(document => document.Expire(_long).SetVaryByQuery([]));

        // Its script comes from this service: the page is whole on a machine without a network.
        app.MapScalarApiReference(Page, page => page
            .WithTitle("Arena").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableDefaultFonts().DisableTelemetry()
            .DisableAgent().DisableMcp().HideDeveloperTools()); // all of them are elsewhere
    }

    // The one page that is a program: its own scripts run, and nobody else's.
    private static Task LetScriptsRunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(Page, StringComparison.Ordinal))
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        return next(context);
    }
}
