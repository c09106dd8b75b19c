using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Arena.ControlPlane.Api.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Arena.ControlPlane.Api.Conditions;

/// <summary>
/// Gives what is read a strong entity tag, and answers 304 to whoever has it already (RFC 9110, 8.8 and 13.1.2). A page also gets a link
/// to the next.
/// </summary>
internal sealed class ETagFilter(IOptions<JsonOptions> json) : IEndpointFilter
{
    private const int TagBytes = 16;
    private const string JsonType = "application/json; charset=utf-8";
    private const string TextType = "text/plain; charset=utf-8";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var inner = result;
        while (inner is INestedHttpResult nested)
            inner = nested.Result;
        if (inner is ContentHttpResult { ResponseContent: { } text })
            return Answer(context.HttpContext, Encoding.UTF8.GetBytes(text), value: null, TextType);
        if (inner is not (IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } and IValueHttpResult { Value: { } value }))
            return result;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json.Value.SerializerOptions);
        return Answer(context.HttpContext, body, value, JsonType);
    }

    private static IResult Answer(HttpContext context, byte[] body, object? value, string contentType)
    {
        var (request, response) = (context.Request, context.Response);
        var tag = new EntityTagHeaderValue((value as ITagged)?.Tag ?? Of(body));
        response.GetTypedHeaders().ETag = tag;
        response.Headers.CacheControl = "no-cache"; // it may be kept, and has to be asked about
        if (value is IPage { Next: { } cursor })
            response.Headers.Link = $"<{LinkOf(request, cursor)}>; rel=\"next\"";
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return isRead && IsKnown(request, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, contentType);
    }

    private static string Of(byte[] body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, TagBytes))}\"";

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.Headers.IfNoneMatch.Count > 0 && request.GetTypedHeaders().IfNoneMatch.Any(
            known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));

    private static string LinkOf(HttpRequest request, string cursor)
    {
        var query = request.Query.Where(q => !q.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase))
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
            .Append(KeyValuePair.Create("cursor", (string?)cursor));
        return request.PathBase + request.Path + QueryString.Create(query);
    }
}
