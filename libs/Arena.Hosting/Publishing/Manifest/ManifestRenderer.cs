using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>Names values for whoever reads the manifest: <c>{redis.connectionString}</c>.</summary>
internal sealed class ManifestRenderer : ExpressionRenderer
{
    private readonly SortedSet<string> _urlEncoded = new(StringComparer.Ordinal);

    /// <summary>The parameters that something asked for in the form that fits into a URL.</summary>
    public IReadOnlyCollection<string> UrlEncoded => _urlEncoded;

    public static string UrlEncodedName(string parameter) => $"{parameter}-uri-encoded";

    protected override RenderedText Literal(string text) => new(text, IsSecret: false);

    protected override RenderedText Parameter(ParameterResource parameter, bool urlEncoded)
    {
        if (!urlEncoded)
            return new(parameter.ValueExpression, parameter.Secret);
        _urlEncoded.Add(parameter.Name);
        return new($"{{{UrlEncodedName(parameter.Name)}.value}}", parameter.Secret);
    }

    protected override RenderedText ConnectionString(IResourceWithConnectionString resource) => new($"{{{resource.Name}.connectionString}}", IsSecret: true);

    protected override RenderedText Endpoint(EndpointReferenceExpression property) => property.Property switch
    {
        EndpointProperty.HostAndPort => Endpoint(property.Endpoint.Property(EndpointProperty.Host)) + Literal(":") + Endpoint(property.Endpoint.Property(EndpointProperty.Port)),
        EndpointProperty.TlsEnabled => Literal(property.Endpoint.TlsEnabled ? bool.TrueString : bool.FalseString),
        _ => new(property.ValueExpression, IsSecret: false),
    };
}
