using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Grpc.Core;

namespace Grpc.Net.Internal;

/// <summary>What a side counts and measures: event counters and a meter of the same name.</summary>
internal sealed class GrpcEventSource : EventSource
{
    internal static readonly GrpcEventSource Client = new("Grpc.Net.Client", "client");
    internal static readonly GrpcEventSource Server = new("Grpc.AspNetCore.Server", "server");

    private GrpcEventSource(string name, string side)
        : base(name) =>
        Instruments = new RpcInstruments(new Meter(name, VersionInfo.CurrentVersion), side);

    internal CallCounters Counters { get; } = new();

    internal RpcInstruments Instruments { get; }

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

    [Event(7, Level = EventLevel.Verbose)]
    public void CallUnimplemented(string method)
    {
        Counters.Unimplemented();
        if (IsEnabled(EventLevel.Verbose, EventKeywords.None))
            WriteEvent(7, method);
    }

    /// <summary>The end of a call in one go, and how it ended.</summary>
    [NonEvent]
    internal void CallEnd(StatusCode statusCode, bool deadlinePassedHere)
    {
        if (deadlinePassedHere)
            CallDeadlineExceeded();
        if (statusCode != StatusCode.OK)
            CallFailed(statusCode);
        CallStop();
    }

    protected override void OnEventCommand(EventCommandEventArgs command)
    {
        if (command.Command == EventCommand.Enable)
            Counters.Publish(this);
    }
}
