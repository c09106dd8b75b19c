using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Arena.ControlPlane.Api.Problems;

/// <summary>What is wrong with the kind of a body that could not be bound: the framework takes it for a fault of the code.</summary>
internal static class BodyKind
{
    /// <summary>A sentence; null when it is as it should be.</summary>
    public static string? FaultOf(HttpContext context)
    {
        var type = context.Request.ContentType;
        if (WantsForm(context) && !context.Request.HasFormContentType)
            return OfType(type, "a form");
        return MediaTypeHeaderValue.TryParse(type, out var media) && media.Charset.HasValue
            && !media.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? $"The body's charset is '{media.Charset}'; wanted utf-8."
            : null;
    }

    /// <summary>What is told of a type that is not the one that is wanted.</summary>
    public static string OfType(string? found, string wanted) => $"The body is of type '{found}'; wanted {wanted}.";

    // While a failure is told, the request has no endpoint any more.
    private static bool WantsForm(HttpContext context)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/x-www-form-urlencoded") == true;
    }
}
