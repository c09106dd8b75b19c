using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Kafka;
using Arena.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting;

public static class KafkaBuilderExtensions
{
    private const int ContainerPort = 9092;
    private const string DataDirectory = "/var/lib/kafka/data";

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
            .WithImage("confluentinc/confluent-local", "7.7.1")
            .WithImageRegistry("docker.io")
            .WithHealthCheck(check)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["KAFKA_LISTENERS"] = $"PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:{ContainerPort}";
                context.EnvironmentVariables["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] = "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT";
                context.EnvironmentVariables["KAFKA_ADVERTISED_LISTENERS"] = ReferenceExpression.Create($"PLAINTEXT://localhost:29092,PLAINTEXT_HOST://{kafka.Host}:{kafka.Port}");
            })
            .WithAnnotation(new ContainerDeploymentAnnotation
            {
                UserId = 1000,
                DataDirectory = DataDirectory,
                HealthCommand = ["kafka-topics", "--bootstrap-server", "localhost:29092", "--list"],
                WritesToItsRoot = true,
            })
            .WithAnnotation(new KafkaService(kafka));
    }

    public static IResourceBuilder<KafkaServerResource> WithHostPort(this IResourceBuilder<KafkaServerResource> builder, int? port) =>
        builder.WithEndpoint(KafkaServerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);

    /// <summary>Keeps the data of a deployed broker; the one inside this process keeps nothing.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(
        this IResourceBuilder<KafkaServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name, DataDirectory, isReadOnly);

    public static IResourceBuilder<KafkaServerResource> WithDataBindMount(
        this IResourceBuilder<KafkaServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataDirectory, isReadOnly);
}
