using System.Text.Json.Nodes;
using Arena.ControlPlane.Api.V1;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Arena.ControlPlane.Api.Reference;

/// <summary>Says which words a query takes.</summary>
internal static class ChoiceSchema
{
    public static Task WriteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Choice<>))
            return Task.CompletedTask;
        var words = (IReadOnlyList<string>)type.GetProperty(nameof(Choice<DayOfWeek>.Words))!.GetValue(null)!;
        schema.Type = JsonSchemaType.String;
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.Enum = [.. words.Select(word => JsonValue.Create(word))];
        return Task.CompletedTask;
    }
}
