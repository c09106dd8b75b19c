using System.Globalization;
using Arena.Hosting.Kafka;
using Arena.Hosting.Processes;
using Arena.Hosting.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Kafka in an app host. Names and parameters are those of the official integration.</summary>
public static class KafkaBuilderExtensions
{
    private const int BrokerPort = 9092;
    private const int InternalBrokerPort = 9093;
    private const string DataDirectory = "/var/lib/kafka/data";

    /// <summary>
    /// Adds a Kafka broker: a container, published and where a container engine answers; else librdkafka's mock broker in a process of
    /// its own, which keeps all in memory and forgets it at the end. A connection string of its name in the configuration uses that
    /// broker instead.
    /// </summary>
    /// <param name="builder">The app host.</param>
    /// <param name="name">The resource's name, also that of the connection string.</param>
    /// <param name="port">The port of this machine; a free one by default.</param>
    public static IResourceBuilder<KafkaServerResource> AddKafka(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        var kafka = new KafkaServerResource(name);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(check, services => new KafkaHealthCheck(kafka), null, null));
        var resource = builder.AddResource(kafka)
            .WithImage("confluentinc/confluent-local", "8.1.0").WithImageRegistry("docker.io")
            .WithEndpoint(port: port, targetPort: BrokerPort, name: KafkaServerResource.PrimaryEndpointName)
            .WithEndpoint(targetPort: InternalBrokerPort, name: KafkaServerResource.InternalEndpointName)
            .WithEnvironment(context => Listen(context, kafka))
            .WithHealthCheck(check);
        new LocalStore(builder, kafka, new StoreKind
        {
            Script = "kafka.sh",
            Endpoint = KafkaServerResource.PrimaryEndpointName,
            Product = ".NET",
            Package = "dotnet-runtime",
            FindProgram = _ => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? InstalledProgram.Find("dotnet"),
            HealthCheck = _ => new KafkaHealthCheck(kafka),
            RunsAsUs = true,
            Environment = new Dictionary<string, object> { ["BROKER"] = typeof(MockBroker).Assembly.Location },
        }).Attach();
        return resource;
    }

    /// <summary>The port of this machine at which the broker is reached; null for a free one.</summary>
    public static IResourceBuilder<KafkaServerResource> WithHostPort(this IResourceBuilder<KafkaServerResource> builder, int? port) =>
        builder.WithEndpoint(KafkaServerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);

    /// <summary>Keeps the data of the container in a volume. The mock broker keeps nothing.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(
        this IResourceBuilder<KafkaServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory, isReadOnly);

    /// <summary>Keeps the data of the container in a folder of this machine. The mock broker keeps nothing.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataBindMount(
        this IResourceBuilder<KafkaServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataDirectory, isReadOnly);

    // One listener for this machine, one for other containers, one for itself; each client is told the address at which it came.
    private static void Listen(EnvironmentCallbackContext context, KafkaServerResource kafka)
    {
        var environment = context.EnvironmentVariables;
        environment["KAFKA_LISTENERS"] = string.Create(CultureInfo.InvariantCulture,
            $"PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,"
            + $"PLAINTEXT_HOST://0.0.0.0:{BrokerPort},PLAINTEXT_INTERNAL://0.0.0.0:{InternalBrokerPort}");
        environment["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] =
            "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,PLAINTEXT_INTERNAL:PLAINTEXT";
        var outside = kafka.PrimaryEndpoint.Property(EndpointProperty.HostAndPort);
        var inside = kafka.InternalEndpoint.Property(EndpointProperty.HostAndPort);
        environment["KAFKA_ADVERTISED_LISTENERS"] =
            ReferenceExpression.Create($"PLAINTEXT://localhost:29092,PLAINTEXT_HOST://{outside},PLAINTEXT_INTERNAL://{inside}");
    }
}
