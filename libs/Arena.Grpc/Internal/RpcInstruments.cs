using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;

namespace Grpc.Net.Internal;

/// <summary>The metrics of one side by OpenTelemetry's conventions for RPC. They cost nothing while nobody listens.</summary>
internal sealed class RpcInstruments
{
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _requests;
    private readonly Histogram<long> _responses;

    internal RpcInstruments(Meter meter, string side)
    {
        _duration = meter.CreateHistogram<double>($"rpc.{side}.duration", "ms", "How long calls take, from start to status.");
        _requests = meter.CreateHistogram<long>($"rpc.{side}.requests_per_rpc", "{count}", "Request messages per call.");
        _responses = meter.CreateHistogram<long>($"rpc.{side}.responses_per_rpc", "{count}", "Response messages per call.");
    }

    /// <summary>The moment a call starts; 0 when nobody wants to know.</summary>
    internal long Start() =>
        _duration.Enabled || _requests.Enabled || _responses.Enabled ? Stopwatch.GetTimestamp() : 0;

    internal void End(long started, IMethod method, StatusCode code, long requests, long responses, Uri? server = null)
    {
        if (started == 0)
            return;
        var tags = new TagList
        {
            { "rpc.system", "grpc" },
            { "rpc.service", method.ServiceName },
            { "rpc.method", method.Name },
            { "rpc.grpc.status_code", (int)code },
        };
        if (server is not null)
        {
            tags.Add("server.address", server.Host);
            tags.Add("server.port", server.Port);
        }

        _duration.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, tags);
        _requests.Record(requests, tags);
        _responses.Record(responses, tags);
    }
}
