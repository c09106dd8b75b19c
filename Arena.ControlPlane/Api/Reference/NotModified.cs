using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Arena.ControlPlane.Api.Reference;

/// <summary>Reads may answer that nothing has changed.</summary>
internal static class NotModified
{
    public static Task AddAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var isRead = context.Description.HttpMethod == HttpMethods.Get;
        if (isRead && operation.Responses?.GetValueOrDefault("200")?.Content?.ContainsKey("application/json") == true)
            operation.Responses.TryAdd("304", new OpenApiResponse { Description = "It is as the caller has it: see If-None-Match." });
        return Task.CompletedTask;
    }
}
