using Microsoft.AspNetCore.OpenApi;
using Scalar.AspNetCore;

namespace Arena.ControlPlane.Api.Reference;

/// <summary>The API's document at <c>/openapi/v1.json</c>, and a page to read it at <c>/reference</c>.</summary>
internal static class ReferenceRegistration
{
    public const string DocumentName = "v1";

    public static void AddReference(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(DocumentName, options =>
        {
            options.CreateSchemaReferenceId = SchemaNames.Of;
            options.AddDocumentTransformer<DocumentInfo>();
            options.AddSchemaTransformer(ChoiceSchema.WriteAsync);
            options.AddOperationTransformer(NotModified.AddAsync);
            options.AddOperationTransformer(ConditionHeaders.AddAsync);
        });

    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi();

        // Its script comes from this service: the page is whole on a machine without a network.
        app.MapScalarApiReference("/reference", page => page
            .WithTitle("Arena").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableDefaultFonts().DisableTelemetry());
    }
}
