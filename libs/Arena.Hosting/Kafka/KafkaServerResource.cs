namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Kafka broker. Name and shape are those of the official integration, so that one can take the place of the other.</summary>
/// <param name="name">The resource's name.</param>
public sealed class KafkaServerResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string InternalEndpointName = "internal";

    /// <summary>Where clients of this machine connect.</summary>
    public EndpointReference PrimaryEndpoint => field ??= new EndpointReference(this, PrimaryEndpointName);

    /// <summary>Where other containers connect.</summary>
    public EndpointReference InternalEndpoint => field ??= new EndpointReference(this, InternalEndpointName);

    /// <summary>Bootstrap servers: <c>host:port</c>.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
}
