using System.Globalization;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Publishing;

/// <summary>Addresses among containers: a service is found under its name, on the port that it listens on.</summary>
internal abstract class ContainerRenderer : ExpressionRenderer
{
    protected override RenderedText Endpoint(EndpointReferenceExpression property)
    {
        var endpoint = property.Endpoint.EndpointAnnotation;
        var host = property.Endpoint.Resource.Name.ToLowerInvariant();
        var port = ContainerPorts.Of(property.Endpoint.Resource, endpoint).ToString(CultureInfo.InvariantCulture);
        return Literal(property.Property switch
        {
            EndpointProperty.Url => $"{endpoint.UriScheme}://{host}:{port}",
            EndpointProperty.Host or EndpointProperty.IPV4Host => host,
            EndpointProperty.Port or EndpointProperty.TargetPort => port,
            EndpointProperty.Scheme => endpoint.UriScheme,
            EndpointProperty.HostAndPort => $"{host}:{port}",
            EndpointProperty.TlsEnabled => endpoint.TlsEnabled ? bool.TrueString : bool.FalseString,
            _ => throw new InvalidOperationException($"{property.Property} is not a property of an endpoint."),
        });
    }
}
