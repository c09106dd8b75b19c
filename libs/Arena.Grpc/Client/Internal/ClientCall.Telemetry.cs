using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.Net.Client.Internal;

internal sealed partial class ClientCall<TRequest, TResponse> : ICallTraffic
{
    private Activity? _activity;
    private long _started;
    private long _sent;
    private long _received;

    void ICallTraffic.Sent(int messages)
    {
        Interlocked.Add(ref _sent, messages);
        GrpcEventSource.Client.Counters.Sent(messages);
    }

    void ICallTraffic.Received(int messages)
    {
        _received += messages;
        GrpcEventSource.Client.Counters.Received(messages);
    }

    private void StartTelemetry()
    {
        _started = GrpcEventSource.Client.Instruments.Start();
        GrpcEventSource.Client.CallStart(_method.FullName);
    }

    /// <summary>The span starts with the request, in the flow that sends it.</summary>
    private void StartActivity()
    {
        if (ClientActivity.Start(_method, _channel.Address) is not { } activity)
            return;
        _activity = activity;
        Interlocked.MemoryBarrier();
        if (IsFinished && Interlocked.Exchange(ref _activity, null) is not null)
            ClientActivity.End(activity, GetStatus());
    }

    private void EndTelemetry(Outcome outcome)
    {
        var status = outcome.Status;
        if (Interlocked.Exchange(ref _activity, null) is { } activity)
            ClientActivity.End(activity, status);
        GrpcEventSource.Client.Instruments.End(
            _started, _method, status.StatusCode, Volatile.Read(ref _sent), Volatile.Read(ref _received), _channel.Address);
        GrpcEventSource.Client.CallEnd(
            status.StatusCode, deadlinePassedHere: status.StatusCode == StatusCode.DeadlineExceeded && outcome.OnThisSide);
    }
}
