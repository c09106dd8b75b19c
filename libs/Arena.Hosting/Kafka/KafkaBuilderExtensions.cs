using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting;

public static class KafkaBuilderExtensions
{
    private const int ContainerPort = 9092;

    /// <summary>
    /// A Kafka broker: the one that <c>ConnectionStrings:name</c> names, else librdkafka's own broker inside this process, which
    /// forgets what nobody reads; else none.
    /// </summary>
    public static IResourceBuilder<KafkaServerResource> AddKafka(this IDistributedApplicationBuilder builder, string name, int? port = null)
    {
        var kafka = new KafkaServerResource(name);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(check, _ => new KafkaHealthCheck(kafka), null, null));
        return builder.AddResource(kafka)
            .WithEndpoint(port, ContainerPort, name: KafkaServerResource.PrimaryEndpointName)
            .WithHealthCheck(check)
            .WithAnnotation(new KafkaService(kafka));
    }
}
