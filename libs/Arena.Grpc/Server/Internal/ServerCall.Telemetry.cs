using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed partial class ServerCall : ICallTraffic
{
    private Observation? _observed;

    void ICallTraffic.Sent(int messages)
    {
        if (_observed is not null)
            Interlocked.Add(ref _observed.Sent, messages);
        GrpcEventSource.Server.Counters.Sent(messages);
    }

    void ICallTraffic.Received(int messages)
    {
        if (_observed is not null)
            _observed.Received += messages;
        GrpcEventSource.Server.Counters.Received(messages);
    }

    internal void StartTelemetry()
    {
        var activity = ServerActivity.Find(HttpContext, method);
        var started = GrpcEventSource.Server.Instruments.Start();
        if (activity is not null || started != 0)
            _observed = new Observation(activity, started);
        GrpcEventSource.Server.CallStart(Method);
    }

    internal void EndTelemetry(in Status status)
    {
        if (_observed is not null)
            EndObservation(_observed, status);
        GrpcEventSource.Server.CallEnd(
            status.StatusCode, deadlinePassedHere: status.StatusCode == StatusCode.DeadlineExceeded && IsExpired);
    }

    private void EndObservation(Observation observed, in Status status)
    {
        if (observed.Activity is not null)
            ServerActivity.End(observed.Activity, status);
        GrpcEventSource.Server.Instruments.End(
            observed.Started, method, status.StatusCode, observed.Received, Volatile.Read(ref observed.Sent));
    }

    /// <summary>What is noted of a call while somebody listens.</summary>
    private sealed class Observation(Activity? activity, long started)
    {
        internal long Sent;
        internal long Received;

        internal Activity? Activity => activity;

        internal long Started => started;
    }
}
