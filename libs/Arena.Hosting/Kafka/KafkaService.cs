using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Hosting.Kafka;

/// <summary>Where the broker comes from: configuration, librdkafka, or nowhere.</summary>
internal sealed class KafkaService(KafkaServerResource kafka) : IBackingService
{
    private const string Lost = "apt-get install librdkafka1; until then events are not published to Kafka";

    public void Choose(EngineContext engine)
    {
        if (engine.Configuration.ConfiguredFor(kafka) is { } configured)
        {
            kafka.MarkExternal(configured);
            engine.Console.Say($"{kafka.Name}: the configured broker");
        }
        else if (!LibrdKafka.IsAvailable)
        {
            kafka.MarkEmbedded("no librdkafka found: " + Lost);
            engine.Console.Say($"{kafka.Name}: no librdkafka found: {Lost}");
        }
        else if (kafka.PrimaryEndpoint.EndpointAnnotation is { Port: { } port })
        {
            throw new DistributedApplicationException(
                $"'{kafka.Name}' asks for port {port}, but librdkafka's broker chooses its own; leave the port out, or configure ConnectionStrings:{kafka.Name}.");
        }
        else
        {
            kafka.PrimaryEndpoint.EndpointAnnotation.AllocatesItself = true;
        }
    }

    public IWorkload CreateWorkload(EngineContext engine) => new KafkaWorkload(kafka, engine);
}
