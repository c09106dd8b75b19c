using Grpc.Core;
using Grpc.Net.Internal;

namespace Arena.Tests.Grpc;

/// <summary>
/// Many calls of each kind, half of them given up at random points, leave nothing behind: no call on either side, no
/// rented buffer, no timer. ARENA_GRPC_LEAK_CALLS sets how many.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class LeakTests
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly int Calls = int.Parse(Environment.GetEnvironmentVariable("ARENA_GRPC_LEAK_CALLS") ?? "2000");

    [Theory]
    [InlineData("Unary", 1, false)]
    [InlineData("Collect", 2, false)]
    [InlineData("Expand", 3, false)]
    [InlineData("Chat", 4, false)]
    [InlineData("Unary", 5, true)]
    [InlineData("Collect", 6, true)]
    [InlineData("Expand", 7, true)]
    [InlineData("Chat", 8, true)]
    public async Task Calls_given_up_at_random_points_leave_nothing(string kind, int seed, bool overHttpClient)
    {
        var (clientCalls, serverCalls, timers) =
            (GrpcEventSource.Client.Counters.Current, GrpcEventSource.Server.Counters.Current, Timer.ActiveCount);
        using var pool = new CountingPool();
        BufferPool.Arrays = pool;
        try
        {
            var server = await TrialServer.StartAsync();
            var client = overHttpClient
                ? new Trial.TrialClient(server.Channel(o => (o.HttpHandler, o.DisposeHttpClient) = (new SocketsHttpHandler { EnableMultipleHttp2Connections = true }, true)))
                : server.Client;
            var started = GrpcEventSource.Client.Counters.Calls;
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (i, _) => await CallAsync(client, kind, new Random((seed * 1_000_003) + i)));
            Assert.Equal(Calls, GrpcEventSource.Client.Counters.Calls - started);
            // Stops when the last handler has ended.
            await server.StopAsync();
            await server.DisposeAsync();
            await pool.AllReturnedAsync().WaitAsync(Patience);
        }
        finally
        {
            BufferPool.Arrays = System.Buffers.ArrayPool<byte>.Shared;
        }

        Assert.Equal(0, pool.ReturnedTwice);
        Assert.Equal(clientCalls, GrpcEventSource.Client.Counters.Current);
        Assert.Equal(serverCalls, GrpcEventSource.Server.Counters.Current);
        // Kestrel, HttpClient and the runtime come and go with a few of their own.
        Assert.InRange(Timer.ActiveCount, 0, timers + 10);
        Assert.True(pool.Rented >= Calls / 2, $"The pool was asked {pool.Rented} times only: somebody rents elsewhere.");
    }

    /// <summary>One call by a plan: how far it goes, and how it is given up, if it is.</summary>
    private static async Task CallAsync(Trial.TrialClient client, string kind, Random random)
    {
        using var cancellation = new CancellationTokenSource();
        var options = new CallOptions(
            deadline: random.Next(3) == 0 ? DateTime.UtcNow.AddMinutes(5) : null, cancellationToken: cancellation.Token);
        var (messages, givesUp) = (random.Next(8), random.Next(2) == 0);
        var (until, disposes) = (givesUp ? random.Next(messages + 2) : int.MaxValue, random.Next(2) == 0);
        var ask = new Ask { Count = messages, Text = new string('x', random.Next(2000)) };
        var step = 0;
        try
        {
            switch (kind)
            {
                case "Unary":
                    using (var call = client.UnaryAsync(ask, options))
                        if (!Leaves())
                            await call;
                    break;
                case "Expand":
                    using (var call = client.Expand(ask, options))
                        while (!Leaves() && await call.ResponseStream.MoveNext(CancellationToken.None))
                            step++;
                    break;
                case "Collect":
                    using (var call = client.Collect(options))
                    {
                        for (; !Leaves() && step < messages; step++)
                            await call.RequestStream.WriteAsync(ask);
                        if (Leaves())
                            break;
                        await call.RequestStream.CompleteAsync();
                        await call;
                    }

                    break;
                default:
                    using (var call = client.Chat(options))
                    {
                        for (; !Leaves() && step < messages; step++)
                        {
                            await call.RequestStream.WriteAsync(ask);
                            if (random.Next(2) == 0)
                                await call.ResponseStream.MoveNext(CancellationToken.None);
                        }

                        if (Leaves())
                            break;
                        await call.RequestStream.CompleteAsync();
                        while (await call.ResponseStream.MoveNext(CancellationToken.None))
                        {
                        }
                    }

                    break;
            }
        }
        catch (RpcException ex) when (givesUp && ex.StatusCode == StatusCode.Cancelled)
        {
            // As planned.
        }

        bool Leaves()
        {
            if (step < until)
                return false;
            if (!disposes)
                cancellation.Cancel();
            return disposes;
        }
    }
}
