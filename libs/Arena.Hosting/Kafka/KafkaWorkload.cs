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
        var endpoint = kafka.PrimaryEndpoint.EndpointAnnotation;
        var (producer, broker) = await StartAsync(endpoint, cancellationToken).ConfigureAwait(false);
        endpoint.Allocate(new AllocatedEndpoint(endpoint, broker.Host, broker.Port));
        engine.Choices.Say(kafka, $"librdkafka's in-process broker on {broker.Host}:{broker.Port}, volatile: it may drop what nobody reads");
        return new InProcessWorkload(producer.Dispose);
    }

    private static async Task<(IProducer<Null, Null> Producer, BrokerMetadata Broker)> StartAsync(EndpointAnnotation endpoint, CancellationToken cancellationToken)
    {
        try
        {
            // Loading the native library and asking for the metadata block.
            return await Task.Run(StartBroker, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // Nobody is to wait for an address that will not come.
            endpoint.AllocatedEndpointSnapshot.SetException(fault);
            throw;
        }
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
