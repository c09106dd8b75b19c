using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Kafka in an app host.</summary>
public static class KafkaBuilderExtensions
{
    private const int BrokerPort = 9092;

    /// <summary>Adds a Kafka broker: the official image.</summary>
    public static IResourceBuilder<KafkaServerResource> AddKafka(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null) =>
        builder.AddResource(new KafkaServerResource(name))
            .WithImage("confluentinc/confluent-local", "8.1.0").WithImageRegistry("docker.io")
            .WithEndpoint(port: port, targetPort: BrokerPort, name: KafkaServerResource.PrimaryEndpointName);
}
