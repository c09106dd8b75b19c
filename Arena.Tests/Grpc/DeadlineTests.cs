using System.Diagnostics;
using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>Deadlines, enforced by whoever notices first.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public async Task Deadline_on_the_client_ends_the_call_and_not_early()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Unary = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new Answer();
        };

        var watch = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            server.Client.UnaryAsync(new Ask(), deadline: DateTime.UtcNow.AddMilliseconds(150)).ResponseAsync);

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.InRange(watch.ElapsedMilliseconds, 145, 10_000);
    }

    [Fact]
    public async Task Deadline_passed_already_never_leaves()
    {
        await using var server = await TrialServer.StartAsync();
        var called = false;
        server.Script.Unary = (ask, _) =>
        {
            called = true;
            return Task.FromResult(TrialScript.Echo(ask));
        };

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            server.Client.UnaryAsync(new Ask(), deadline: DateTime.UtcNow.AddSeconds(-1)).ResponseAsync);

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.False(called);
    }

    [Fact]
    public async Task Deadline_reaches_the_handler()
    {
        await using var server = await TrialServer.StartAsync();
        var seen = default(DateTime);
        server.Script.Unary = (ask, context) =>
        {
            seen = context.Deadline;
            return Task.FromResult(TrialScript.Echo(ask));
        };
        var deadline = DateTime.UtcNow.AddSeconds(30);

        await server.Client.UnaryAsync(new Ask(), deadline: deadline);

        Assert.Equal(DateTimeKind.Utc, seen.Kind);
        Assert.InRange((seen - deadline).TotalSeconds, -1, 5);
    }

    [Fact]
    public async Task Deadline_on_the_server_cancels_the_handler_and_sends_real_trailers()
    {
        await using var server = await TrialServer.StartAsync();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script.Unary = async (_, context) =>
        {
            await using var _1 = context.CancellationToken.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new Answer();
        };

        using var response = await RawGrpc.PostAsync(server, "Unary", [0, 0, 0, 0, 0], ("grpc-timeout", "50m"));
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("4", RawGrpc.StatusOf(response));
    }

    [Fact]
    public async Task Deadline_on_the_server_ignores_a_handler_that_never_ends()
    {
        await using var server = await TrialServer.StartAsync();
        var release = new TaskCompletionSource();
        server.Script.Unary = async (ask, _) =>
        {
            await release.Task;
            return TrialScript.Echo(ask);
        };

        using var response = await RawGrpc.PostAsync(server, "Unary", [0, 0, 0, 0, 0], ("grpc-timeout", "50m"));
        release.SetResult();

        Assert.Equal("4", RawGrpc.StatusOf(response));
    }

    [Fact]
    public async Task Deadline_in_a_response_stream_ends_it()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Expand = async (_, answers, context) =>
        {
            await answers.WriteAsync(new Answer());
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };

        using var response = await RawGrpc.PostAsync(server, "Expand", [0, 0, 0, 0, 0], ("grpc-timeout", "200m"));
        await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("4", RawGrpc.StatusOf(response));
    }

    [Fact]
    public async Task Deadline_while_a_write_is_stuck_in_flow_control_frees_the_handler()
    {
        await using var server = await TrialServer.StartAsync();
        var ended = new TaskCompletionSource<Exception>();
        server.Script.Expand = async (_, answers, _) =>
        {
            try
            {
                while (true)
                    await answers.WriteAsync(new Answer { Text = new string('x', 10_000) });
            }
            catch (Exception ex)
            {
                ended.SetResult(ex);
                throw;
            }
        };

        // The client never reads, so the window fills up.
        using var response = await RawGrpc.OpenAsync(server, "Expand", [0, 0, 0, 0, 0], ("grpc-timeout", "300m"));

        Assert.IsAssignableFrom<OperationCanceledException>(await ended.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Deadline_of_a_server_call_passes_to_the_calls_it_makes()
    {
        await using var server = await TrialServer.StartAsync();
        var inner = default(DateTime);
        server.Script.Unary = async (ask, context) =>
        {
            if (ask.Text == "inner")
            {
                inner = context.Deadline;
                return new Answer();
            }

            var options = new CallOptions(propagationToken: context.CreatePropagationToken());
            return await server.Client.UnaryAsync(new Ask { Text = "inner" }, options);
        };
        var deadline = DateTime.UtcNow.AddSeconds(20);

        await server.Client.UnaryAsync(new Ask(), deadline: deadline);

        Assert.InRange((inner - deadline).TotalSeconds, -1, 5);
    }

    [Fact]
    public async Task Deadline_in_local_time_is_refused()
    {
        await using var server = await TrialServer.StartAsync();
        Assert.Throws<InvalidOperationException>(() => server.Client.UnaryAsync(new Ask(), deadline: DateTime.Now.AddHours(1)));
    }
}
