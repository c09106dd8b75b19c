using Arena.ControlPlane.Api.Idempotency;
using Arena.ControlPlane.Api.V1;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Arena.ControlPlane.Api.Reference;

/// <summary>The headers that operations take because of what they are.</summary>
internal static class ConditionHeaders
{
    public static Task AddAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (operation.Responses?.ContainsKey("304") == true)
            Add(operation, "If-None-Match", "The entity tag of what the caller has.");
        if (metadata.OfType<TakesIfMatch>().FirstOrDefault() is { What: var what })
            Add(operation, "If-Match", $"Only if the {what}'s entity tag has this version. 412: it was changed meanwhile.");
        if (metadata.OfType<Idempotent>().Any() && !metadata.OfType<ToldOnce>().Any())
            Add(operation, Idempotent.Header, "Makes the call once, however often it comes within a day: the answer is the first one's.");
        return Task.CompletedTask;
    }

    private static void Add(OpenApiOperation operation, string header, string description) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = header,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
}
