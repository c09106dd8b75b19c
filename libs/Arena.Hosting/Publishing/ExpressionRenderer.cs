using System.Globalization;
using System.Text;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>Writes values that are known only where the application is deployed, in the words of one format.</summary>
internal abstract class ExpressionRenderer
{
    public RenderedText Render(object? value) => value switch
    {
        null => Literal(""),
        string text => Literal(text),
        IResourceBuilder<IResource> builder => Render(builder.Resource),
        ParameterResource parameter => Parameter(parameter, urlEncoded: false),
        ConnectionStringReference reference => Render(reference.Resource),
        IResourceWithConnectionString resource => ConnectionString(resource),
        EndpointReference endpoint => Endpoint(endpoint.Property(EndpointProperty.Url)),
        EndpointReferenceExpression property => Endpoint(property),
        ReferenceExpression { IsConditional: true } expression => Conditional(expression),
        ReferenceExpression expression => Expression(expression),
        ExternalServiceUrl service => service.References.OfType<ParameterResource>().FirstOrDefault() is { } parameter ? Parameter(parameter, urlEncoded: false) : Literal(service.ValueExpression),
        IFormattable formattable => Literal(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new DistributedApplicationException($"A {value.GetType().Name} cannot be published: wanted text, a parameter, an endpoint, a connection string or an expression of these."),
    };

    /// <summary>Text as it is, whatever characters mean something to the format.</summary>
    protected abstract RenderedText Literal(string text);

    protected abstract RenderedText Parameter(ParameterResource parameter, bool urlEncoded);

    protected abstract RenderedText Endpoint(EndpointReferenceExpression property);

    protected virtual RenderedText ConnectionString(IResourceWithConnectionString resource) =>
        resource.HasAnnotationOfType<PublishAsConnectionStringAnnotation>()
            ? Parameter(new ParameterResource(resource.Name, _ => "", secret: true) { IsConnectionString = true }, urlEncoded: false)
            : Render(resource.ConnectionStringExpression);

    // Only what the model itself decides can be decided here; whether an endpoint is secured is.
    private RenderedText Conditional(ReferenceExpression expression) => expression.Condition is EndpointReferenceExpression { Property: EndpointProperty.TlsEnabled } tls
        ? Render(string.Equals(tls.Endpoint.TlsEnabled.ToString(), expression.MatchValue, StringComparison.OrdinalIgnoreCase) ? expression.WhenTrue : expression.WhenFalse)
        : throw new DistributedApplicationException("A condition that depends on a value of the deployment cannot be published.");

    // A composite format string: doubled braces are text.
    private RenderedText Expression(ReferenceExpression expression)
    {
        var result = new RenderedText("", IsSecret: false);
        var literal = new StringBuilder();
        var format = expression.Format;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] is '{' or '}' && i + 1 < format.Length && format[i + 1] == format[i])
            {
                literal.Append(format[i++]);
            }
            else if (format[i] == '{')
            {
                var end = format.IndexOf('}', i);
                var index = int.Parse(format.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture);
                result += Literal(literal.ToString());
                result += Piece(expression.ValueProviders[index], expression.StringFormats[index]);
                literal.Clear();
                i = end;
            }
            else
            {
                literal.Append(format[i]);
            }
        }

        return result + Literal(literal.ToString());
    }

    private RenderedText Piece(IValueProvider provider, string? format) => (provider, format) switch
    {
        (ParameterResource parameter, "uri") => Parameter(parameter, urlEncoded: true),
        (_, "uri") => throw new DistributedApplicationException($"Only a parameter can be published URL-encoded, not a {provider.GetType().Name}."),
        _ => Render(provider),
    };
}
