using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Arena.Publishing;

/// <summary>
/// Takes a value of the model apart. Addresses are those of a network of containers, where a resource is found under its name, on the
/// port that it listens on.
/// </summary>
internal static class ValueReader
{
    private const int DefaultPort = 8080;

    // Private use: in no text that anybody writes.
    private const char Mark = '\uE000';

    public static IReadOnlyList<ValuePart> Read(object? value) => value switch
    {
        null => [],
        string text => [new(text)],
        bool or IFormattable => [new(Convert.ToString(value, CultureInfo.InvariantCulture)!)],
        IResourceBuilder<IResource> builder => Read(builder.Resource),
        ParameterResource parameter => [new("", parameter)],
        ConnectionStringReference reference => Read(reference.Resource),
        IResourceWithConnectionString resource => Read(resource.ConnectionStringExpression),
        EndpointReference endpoint => Read(endpoint.Property(EndpointProperty.Url)),
        EndpointReferenceExpression property => [new(Address(property))],
        ReferenceExpression { IsConditional: true } expression => Read(Branch(expression)),
        ReferenceExpression expression => ReadExpression(expression),
        _ => throw new DistributedApplicationException(
            $"A {value.GetType().Name} cannot be published: wanted text, a parameter, an endpoint or a connection string."),
    };

    public static int PortOf(EndpointAnnotation endpoint, IResource resource) =>
        resource.ResolveEndpoints().First(e => e.Endpoint == endpoint).TargetPort.Value ?? DefaultPort;

    private static string Address(EndpointReferenceExpression property)
    {
        var endpoint = property.Endpoint.EndpointAnnotation;
        var host = property.Endpoint.Resource.Name.ToLowerInvariant();
        var port = PortOf(endpoint, property.Endpoint.Resource);
        return property.Property switch
        {
            EndpointProperty.Url => $"{endpoint.UriScheme}://{host}:{port}",
            EndpointProperty.Host or EndpointProperty.IPV4Host => host,
            EndpointProperty.Port or EndpointProperty.TargetPort => port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.Scheme => endpoint.UriScheme,
            EndpointProperty.HostAndPort => $"{host}:{port}",
            EndpointProperty.TlsEnabled => endpoint.TlsEnabled ? bool.TrueString : bool.FalseString,
            _ => throw new DistributedApplicationException($"{property.Property} of an endpoint cannot be published."),
        };
    }

    // Only what the model itself decides can be decided here; whether an endpoint is secured is.
    private static ReferenceExpression? Branch(ReferenceExpression expression)
    {
        if (expression.Condition is not EndpointReferenceExpression condition)
            throw new DistributedApplicationException("A condition that depends on a value of the deployment cannot be published.");
        var holds = string.Equals(Address(condition), expression.MatchValue, StringComparison.OrdinalIgnoreCase);
        return holds ? expression.WhenTrue : expression.WhenFalse;
    }

    private static IReadOnlyList<ValuePart> ReadExpression(ReferenceExpression expression)
    {
        var marks = expression.ValueProviders.Select((_, i) => (object)$"{Mark}{i}{Mark}").ToArray();
        var pieces = string.Format(CultureInfo.InvariantCulture, expression.Format, marks).Split(Mark);
        return [.. pieces.SelectMany((piece, i) => i % 2 == 1
            ? ReadProvider(expression, int.Parse(piece, CultureInfo.InvariantCulture))
            : piece.Length > 0 ? [new(piece)] : [])];
    }

    private static IReadOnlyList<ValuePart> ReadProvider(ReferenceExpression expression, int index)
    {
        var parts = Read(expression.ValueProviders[index]);
        return expression.StringFormats[index] is "uri"
            ? [.. parts.Select(p => p.Parameter is null ? new(Uri.EscapeDataString(p.Text)) : p with { IsUrlEncoded = true })]
            : parts;
    }
}
