using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Arena.Tests.Grpc;

/// <summary>Responses on both sides of the sizes at which the server writes them another way.</summary>
[Collection(nameof(RunsAlone))]
public sealed class LargeResponseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0)]
    [InlineData(2_030)]
    [InlineData(2_050)]
    [InlineData(65_520)]
    [InlineData(65_540)]
    [InlineData(131_072)]
    [InlineData(3_000_001)]
    public async Task Response_of_any_size_arrives_as_it_left(int size)
    {
        await using var server = await TrialServer.StartAsync(o => o.MaxReceiveMessageSize = null);
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        var ask = new Ask { Payload = ByteString.CopyFrom(bytes), Count = 3 };
        server.Script.Expand = async (request, answers, _) =>
        {
            for (var i = 0; i < request.Count; i++)
                await answers.WriteAsync(TrialScript.Echo(request));
        };

        Assert.Equal(ask.Payload, (await server.Client.UnaryAsync(ask)).Payload);
        using var call = server.Client.Expand(ask);
        var received = await call.ResponseStream.ReadAllAsync().ToListAsync();
        Assert.Equal(3, received.Count);
        Assert.All(received, answer => Assert.Equal(ask.Payload, answer.Payload));
    }

    [Fact]
    public async Task Clients_that_leave_in_the_middle_of_a_large_response_leave_no_buffer_behind()
    {
        using var pool = new CountingPool();
        BufferPool.Arrays = pool;
        try
        {
            var server = await TrialServer.StartAsync();
            var large = new Answer { Payload = ByteString.CopyFrom(new byte[3_000_000]) };
            for (var i = 0; i < 50; i++)
            {
                using var cancellation = new CancellationTokenSource();
                var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                server.Script.Unary = (_, _) =>
                {
                    answers.SetResult();
                    return Task.FromResult(large);
                };
                using var call = server.Client.UnaryAsync(new Ask(), cancellationToken: cancellation.Token);
                await answers.Task.WaitAsync(Patience);
                await cancellation.CancelAsync();
                var error = await Record.ExceptionAsync(() => call.ResponseAsync);
                Assert.True(error is null or RpcException { StatusCode: StatusCode.Cancelled }, error?.ToString());
            }

            await server.StopAsync();
            await server.DisposeAsync();
            await pool.AllReturnedAsync().WaitAsync(Patience);
        }
        finally
        {
            BufferPool.Arrays = System.Buffers.ArrayPool<byte>.Shared;
        }

        Assert.Equal(0, pool.ReturnedTwice);
    }
}
