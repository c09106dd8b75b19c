using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed partial class ServerCall : ICallTraffic
{
    private long _started;
    private long _sent;
    private long _received;
    private Activity? _activity;

    void ICallTraffic.Sent(int messages)
    {
        Interlocked.Add(ref _sent, messages);
        GrpcEventSource.Server.Counters.Sent(messages);
    }

    void ICallTraffic.Received(int messages)
    {
        _received += messages;
        GrpcEventSource.Server.Counters.Received(messages);
    }

    internal void StartTelemetry()
    {
        _activity = ServerActivity.Find(HttpContext, method);
        _started = GrpcEventSource.Server.Instruments.Start();
        GrpcEventSource.Server.CallStart(Method);
    }

    internal void EndTelemetry(in Status status)
    {
        if (_activity is not null)
            ServerActivity.End(_activity, status);
        GrpcEventSource.Server.Instruments.End(_started, method, status.StatusCode, _received, Volatile.Read(ref _sent));
        GrpcEventSource.Server.CallEnd(
            status.StatusCode, deadlinePassedHere: status.StatusCode == StatusCode.DeadlineExceeded && IsExpired);
    }
}
