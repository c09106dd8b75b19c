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
        GrpcEventSource.Log.Counters.Sent(messages);
    }

    void ICallTraffic.Received(int messages)
    {
        _received += messages;
        GrpcEventSource.Log.Counters.Received(messages);
    }

    internal void StartTelemetry()
    {
        _activity = ServerActivity.Find(HttpContext, method);
        _started = GrpcEventSource.Instruments.Start();
        GrpcEventSource.Log.CallStart(Method);
    }

    internal void EndTelemetry(in Status status)
    {
        if (_activity is not null)
            ServerActivity.End(_activity, status);
        GrpcEventSource.Instruments.End(_started, method, status.StatusCode, _received, Volatile.Read(ref _sent));
        if (status.StatusCode == StatusCode.DeadlineExceeded && IsExpired)
            GrpcEventSource.Log.CallDeadlineExceeded();
        if (status.StatusCode != StatusCode.OK)
            GrpcEventSource.Log.CallFailed(status.StatusCode);
        GrpcEventSource.Log.CallStop();
    }
}
