using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>Calls that somebody no longer wants.</summary>
public sealed class CancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Token_cancels_a_unary_call_on_both_sides()
    {
        await using var server = await TrialServer.StartAsync();
        var (started, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Script.Unary = async (_, context) =>
        {
            started.SetResult();
            context.CancellationToken.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
            return new Answer();
        };

        using var cancellation = new CancellationTokenSource();
        using var call = server.Client.UnaryAsync(new Ask(), cancellationToken: cancellation.Token);
        await started.Task.WaitAsync(Patience);
        cancellation.Cancel();
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        await cancelled.Task.WaitAsync(Patience);

        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Token_cancelled_before_the_call_never_leaves()
    {
        await using var server = await TrialServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            server.Client.UnaryAsync(new Ask(), cancellationToken: new CancellationToken(canceled: true)).ResponseAsync);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    [Fact]
    public async Task Token_throws_OperationCanceled_when_the_channel_says_so()
    {
        await using var server = await TrialServer.StartAsync();
        var client = new Trial.TrialClient(server.Channel(o => o.ThrowOperationCanceledOnCancellation = true));
        using var cancellation = new CancellationTokenSource();
        using var call = client.Chat(cancellationToken: cancellation.Token);
        var next = call.ResponseStream.MoveNext();
        cancellation.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_or_read_token_after_a_first_response_resets_the_stream(bool dispose)
    {
        await using var server = await TrialServer.StartAsync();
        var cancelled = new TaskCompletionSource();
        server.Script.Expand = async (_, answers, context) =>
        {
            context.CancellationToken.Register(() => cancelled.TrySetResult());
            await answers.WriteAsync(new Answer());
            await cancelled.Task;
        };
        var call = server.Client.Expand(new Ask());
        Assert.True(await call.ResponseStream.MoveNext());

        using var cancellation = new CancellationTokenSource();
        var next = call.ResponseStream.MoveNext(cancellation.Token);
        if (dispose)
            call.Dispose();
        else
            cancellation.Cancel();
        var error = await Assert.ThrowsAsync<RpcException>(() => next);
        await cancelled.Task.WaitAsync(Patience);

        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        call.Dispose();
    }

    [Fact]
    public async Task Dispose_ends_an_idle_duplex_call_on_the_server()
    {
        await using var server = await TrialServer.StartAsync();
        var handler = new TaskCompletionSource<Exception?>();
        server.Script.Chat = async (asks, answers, _) =>
        {
            var error = await Record.ExceptionAsync(async () =>
            {
                await foreach (var ask in asks.ReadAllAsync())
                    await answers.WriteAsync(TrialScript.Echo(ask));
            });
            handler.SetResult(error);
        };
        var call = server.Client.Chat();
        await call.RequestStream.WriteAsync(new Ask());
        Assert.True(await call.ResponseStream.MoveNext());

        call.Dispose();

        Assert.IsAssignableFrom<OperationCanceledException>(await handler.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Complete_then_dispose_ends_the_stream_rather_than_resetting_it()
    {
        await using var server = await TrialServer.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            var end = new TaskCompletionSource<bool>();
            server.Script.Chat = async (asks, _, _) =>
            {
                try
                {
                    while (await asks.MoveNext(CancellationToken.None))
                    {
                    }

                    end.SetResult(true);
                }
                catch (OperationCanceledException)
                {
                    end.SetResult(false);
                }
            };
            var call = server.Client.Chat();
            await call.RequestStream.WriteAsync(new Ask());
            await call.RequestStream.CompleteAsync();
            Assert.True(await end.Task.WaitAsync(Patience));
            call.Dispose();
        }
    }

    [Fact]
    public async Task Handler_that_writes_for_ever_stops_when_the_client_leaves()
    {
        await using var server = await TrialServer.StartAsync();
        var stopped = new TaskCompletionSource<Exception>();
        server.Script.Expand = async (_, answers, _) =>
        {
            try
            {
                while (true)
                    await answers.WriteAsync(new Answer { Text = "again" });
            }
            catch (Exception ex)
            {
                stopped.SetResult(ex);
                throw;
            }
        };
        using (var call = server.Client.Expand(new Ask()))
            Assert.True(await call.ResponseStream.MoveNext());

        Assert.IsAssignableFrom<OperationCanceledException>(await stopped.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Channel_disposed_cancels_its_calls()
    {
        await using var server = await TrialServer.StartAsync();
        var channel = server.Channel();
        using var call = new Trial.TrialClient(channel).Chat();
        var next = call.ResponseStream.MoveNext();
        channel.Dispose();
        await Assert.ThrowsAsync<RpcException>(() => next);
        Assert.Throws<ObjectDisposedException>(() => channel.CreateCallInvoker());
    }

    [Fact]
    public async Task Cancellation_of_a_server_call_passes_to_the_calls_it_makes()
    {
        await using var server = await TrialServer.StartAsync();
        var (inside, innerCancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Script.Unary = async (ask, context) =>
        {
            if (ask.Text == "inner")
            {
                context.CancellationToken.Register(() => innerCancelled.TrySetResult());
                inside.SetResult();
                await innerCancelled.Task;
                return new Answer();
            }

            var options = new CallOptions(propagationToken: context.CreatePropagationToken());
            return await server.Client.UnaryAsync(new Ask { Text = "inner" }, options);
        };
        using var call = server.Client.UnaryAsync(new Ask());
        await inside.Task.WaitAsync(Patience);

        call.Dispose();

        await innerCancelled.Task.WaitAsync(Patience);
    }
}
