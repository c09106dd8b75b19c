using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Arena.ControlPlane.Api.Reference;

/// <summary>What the document says of itself.</summary>
internal sealed class DocumentInfo : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Arena",
            Version = "1",
            Description = "Leagues of competing agents: start them, watch them, read what came of them. Errors are problem details "
                + "(RFC 9457); lists come in pages; what is read has an entity tag.",
        };
        document.Servers?.Clear(); // wherever the document was read
        foreach (var path in document.Paths.Values)
            path.Operations?.Remove(HttpMethod.Head); // of whatever has GET
        return Task.CompletedTask;
    }
}
