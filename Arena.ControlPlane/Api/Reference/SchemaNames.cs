using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Arena.ControlPlane.Api.Paging;
using Arena.ControlPlane.Api.V1;
using Microsoft.AspNetCore.OpenApi;

namespace Arena.ControlPlane.Api.Reference;

/// <summary>What types are called in the document: what they are, without what they are in the code.</summary>
internal static class SchemaNames
{
    private const string Suffix = "Body";

    public static string? Of(JsonTypeInfo type)
    {
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Page<>))
            return $"{Short(type.Type.GetGenericArguments()[0].Name)}Page";
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(SseItem<>))
            return $"{Short(type.Type.GetGenericArguments()[0].Name)}Event";
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Choice<>))
            return null; // where it is used
        if (type.Type == typeof(JsonElement))
            return "AnyJson";
        return OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? Short(name) : null;
    }

    private static string Short(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
}
