using System.Diagnostics;
using Arena.Contracts.Channels;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Benchmarks.Grpc;

/// <summary>The calls that are measured, over a channel as Arena opens it.</summary>
internal sealed class Parcels : IDisposable
{
    public const int Size = 100;
    public const int BatchSize = 64;

    private readonly GrpcChannel _channel;
    private readonly Bench.BenchClient _client;
    private readonly Parcel _parcel = new() { Body = ByteString.CopyFrom(new byte[Size]) };
    private readonly Batch _batch = new();

    public Parcels(Uri server)
    {
        _client = new Bench.BenchClient(_channel = ArenaChannel.Open(server));
        _batch.Parcels.AddRange(Enumerable.Repeat(_parcel, BatchSize));
    }

    public async Task<long> EchoAsync()
    {
        await _client.EchoAsync(_parcel);
        return 1;
    }

    /// <summary>One stream that is written as fast as it takes, a parcel to a message, and read beside.</summary>
    public Task<double> PipelinedAsync(TimeSpan time) => PipelinedAsync(_client.Exchange(), _parcel, 1, time);

    /// <summary>The same with as many parcels to a message as a batch has.</summary>
    public Task<double> BatchedAsync(TimeSpan time) => PipelinedAsync(_client.ExchangeBatches(), _batch, BatchSize, time);

    public void Dispose() => _channel.Dispose();

    private static async Task<double> PipelinedAsync<T>(AsyncDuplexStreamingCall<T, T> call, T message, int parcels, TimeSpan time)
    {
        using var open = call;
        var reading = CountAsync(call.ResponseStream);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < time)
            await call.RequestStream.WriteAsync(message);
        await call.RequestStream.CompleteAsync();
        return await reading * parcels / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> CountAsync<T>(IAsyncStreamReader<T> responses)
    {
        var count = 0L;
        while (await responses.MoveNext(CancellationToken.None))
            count++;
        return count;
    }
}
