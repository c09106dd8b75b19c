using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Confluent.Kafka;

namespace Arena.Hosting.Kafka;

/// <summary>librdkafka's broker, which lives as long as a client that was configured to have one.</summary>
internal sealed class KafkaWorkload(KafkaServerResource kafka, EngineContext engine) : IWorkload
{
    private static readonly TimeSpan _metadataTimeout = TimeSpan.FromSeconds(5);

    public bool RestartsAfter(int exitCode) => false;

    public async Task<IRunningWorkload> StartAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        // Loading the native library and asking for the metadata block.
        var (producer, broker) = await Task.Run(StartBroker, cancellationToken).ConfigureAwait(false);
        var endpoint = kafka.PrimaryEndpoint.EndpointAnnotation;
        endpoint.Allocate([new AllocatedEndpoint(endpoint, broker.Host, broker.Port)]);
        engine.Console.Say($"{kafka.Name}: librdkafka's in-process broker on {broker.Host}:{broker.Port}, volatile: it may drop what nobody reads");
        return new InProcessWorkload(producer.Dispose);
    }

    private static (IProducer<Null, Null> Producer, BrokerMetadata Broker) StartBroker()
    {
        var configuration = new ProducerConfig();
        configuration.Set("test.mock.num.brokers", "1");
        var producer = new ProducerBuilder<Null, Null>(configuration).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        return (producer, admin.GetMetadata(_metadataTimeout).Brokers.Single());
    }
}
