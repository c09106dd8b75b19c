using Microsoft.AspNetCore.Http.Metadata;

namespace Arena.ControlPlane.Api.Problems;

/// <summary>What a parameter is called in queries.</summary>
internal static class QueryName
{
    /// <summary>Null when it is not taken from the query.</summary>
    public static string? Of(IParameterBindingMetadata parameter) =>
        parameter.ParameterInfo.GetCustomAttributes(inherit: false).OfType<IFromQueryMetadata>().SingleOrDefault() is { } query
            ? query.Name ?? parameter.Name
            : null;
}
