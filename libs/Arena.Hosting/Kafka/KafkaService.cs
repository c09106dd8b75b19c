using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Hosting.Kafka;

/// <summary>Where the broker comes from: configuration, librdkafka, or nowhere.</summary>
internal sealed class KafkaService(KafkaServerResource kafka) : IBackingService
{
    private const string Lost = "events are not published to Kafka (apt-get install librdkafka1)";

    public void Choose(EngineContext engine)
    {
        if (engine.Configuration.ConfiguredFor(kafka) is { } configured)
        {
            kafka.MarkExternal(configured);
            engine.Choices.Say(kafka, "the configured broker");
        }
        else if (engine.Configuration.IsSwitchedOff(kafka))
        {
            DoWithout(BackingServiceExtensions.SwitchedOff, engine);
        }
        else if (!LibrdKafka.IsAvailable)
        {
            DoWithout("no librdkafka found", engine);
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

    private void DoWithout(string why, EngineContext engine)
    {
        kafka.MarkEmbedded($"{why}: {Lost}");
        engine.Choices.Say(kafka, $"{why}: {Lost}");
    }
}
