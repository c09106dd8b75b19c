using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

/// <summary>What the client counts and measures: event counters and a meter, both called Grpc.Net.Client.</summary>
internal sealed class GrpcEventSource : EventSource
{
    internal static readonly GrpcEventSource Log = new();
    internal static readonly RpcInstruments Instruments = new(new Meter("Grpc.Net.Client", VersionInfo.CurrentVersion), "client");

    private GrpcEventSource()
        : base("Grpc.Net.Client")
    {
    }

    internal CallCounters Counters { get; } = new();

    [Event(1, Level = EventLevel.Verbose)]
    public void CallStart(string method)
    {
        Counters.Started();
        if (IsEnabled(EventLevel.Verbose, EventKeywords.None))
            WriteEvent(1, method);
    }

    [Event(2, Level = EventLevel.Verbose)]
    public void CallStop()
    {
        Counters.Stopped();
        if (IsEnabled(EventLevel.Verbose, EventKeywords.None))
            WriteEvent(2);
    }

    [Event(3, Level = EventLevel.Error)]
    public void CallFailed(StatusCode statusCode)
    {
        Counters.Failed();
        if (IsEnabled())
            WriteEvent(3, (int)statusCode);
    }

    [Event(4, Level = EventLevel.Error)]
    public void CallDeadlineExceeded()
    {
        Counters.DeadlineExceeded();
        if (IsEnabled())
            WriteEvent(4);
    }

    protected override void OnEventCommand(EventCommandEventArgs command)
    {
        if (command.Command == EventCommand.Enable)
            Counters.Publish(this, unimplemented: false);
    }
}
