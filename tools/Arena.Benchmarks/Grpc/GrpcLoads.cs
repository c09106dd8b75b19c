using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Benchmarks.Grpc;

/// <summary>The calls that are measured.</summary>
internal sealed class GrpcLoads : IDisposable
{
    internal const int SmallSize = 100;
    internal const int LargeSize = 16 * 1024 * 1024;

    private readonly GrpcChannel _channel;
    private readonly Bench.BenchClient _client;
    private readonly Parcel _small = new() { Body = ByteString.CopyFrom(new byte[SmallSize]) };
    private readonly Parcel _large = new() { Body = ByteString.CopyFrom(new byte[LargeSize]) };
    private readonly Parcel _empty = new();

    /// <param name="server">Its address.</param>
    /// <param name="handler">Sends the calls; null for the channel's own transport.</param>
    internal GrpcLoads(Uri server, HttpMessageHandler? handler = null)
    {
        _channel = GrpcChannel.ForAddress(
            server, new GrpcChannelOptions { MaxReceiveMessageSize = null, HttpHandler = handler, DisposeHttpClient = true });
        _client = new Bench.BenchClient(_channel);
    }

    /// <summary>What goes over the wire for one small request.</summary>
    internal byte[] SmallFrame => [0, 0, 0, 0, (byte)_small.CalculateSize(), .. _small.ToByteArray()];

    internal async Task<long> EchoAsync()
    {
        using var call = _client.EchoAsync(_small);
        await call.ResponseAsync;
        return 1;
    }

    internal async Task<long> UploadAsync()
    {
        await _client.PutAsync(_large);
        return LargeSize;
    }

    internal async Task<long> DownloadAsync() => (await _client.GiveAsync(_empty)).Body.Length;

    internal async Task<double> PingPongAsync(TimeSpan time)
    {
        using var call = _client.Exchange();
        var rate = await Load.RunAsync(time, 1, async () =>
        {
            await call.RequestStream.WriteAsync(_small);
            await call.ResponseStream.MoveNext(CancellationToken.None);
            return 1;
        });
        await call.RequestStream.CompleteAsync();
        return rate;
    }

    /// <summary>One stream that is written as fast as it takes, and read beside.</summary>
    internal async Task<double> PipelinedAsync(TimeSpan time)
    {
        using var call = _client.Exchange();
        var received = ReadAllAsync(call.ResponseStream);
        var clock = Stopwatch.StartNew();
        await WriteAsync(call.RequestStream, time);
        var count = await received;
        return count / clock.Elapsed.TotalSeconds;
    }

    internal async Task<double> ClientStreamingAsync(TimeSpan time)
    {
        using var call = _client.Take();
        var clock = Stopwatch.StartNew();
        var count = await WriteAsync(call.RequestStream, time);
        await call;
        return count / clock.Elapsed.TotalSeconds;
    }

    public void Dispose() => _channel.Dispose();

    private async Task<long> WriteAsync(IClientStreamWriter<Parcel> requests, TimeSpan time)
    {
        const int batch = 100;
        var clock = Stopwatch.StartNew();
        var count = 0L;
        while (clock.Elapsed < time)
        {
            for (var i = 0; i < batch; i++)
                await requests.WriteAsync(_small);
            count += batch;
        }

        await requests.CompleteAsync();
        return count;
    }

    private static async Task<long> ReadAllAsync(IAsyncStreamReader<Parcel> responses)
    {
        var count = 0L;
        while (await responses.MoveNext(CancellationToken.None))
            count++;
        return count;
    }
}
