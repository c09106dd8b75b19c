using System.Threading.Channels;

namespace Arena.Hosting.ApplicationModel;

/// <summary>What was known at one moment, and every change since.</summary>
internal sealed class ResourceSubscription(IReadOnlyList<ResourceEvent> known, ChannelReader<ResourceEvent> changes, Action end) : IDisposable
{
    public IReadOnlyList<ResourceEvent> Known { get; } = known;

    public ChannelReader<ResourceEvent> Changes { get; } = changes;

    public void Dispose() => end();
}
