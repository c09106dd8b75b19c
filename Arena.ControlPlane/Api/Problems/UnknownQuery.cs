using Microsoft.AspNetCore.Http.Metadata;

namespace Arena.ControlPlane.Api.Problems;

/// <summary>Refuses a query that names what the operation does not have: a misspelt filter would otherwise be no filter.</summary>
internal static class UnknownQuery
{
    public static ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Query.Count == 0)
            return next(context);
        var known = Parameters(http.GetEndpoint()!);
        var unknown = http.Request.Query.Keys.FirstOrDefault(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is null)
            return next(context);
        var wanted = known.Length == 0 ? "none" : string.Join(", ", known);
        return ValueTask.FromResult<object?>(Problem.BadRequest($"The query has a parameter '{unknown}'; wanted {wanted}."));
    }

    private static string[] Parameters(Endpoint endpoint) =>
    [
        .. endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Select(QueryName.Of).OfType<string>(),
    ];
}
