using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Grpc;

/// <summary>The server as a guest of ASP.NET Core, and the client as one of its network.</summary>
public sealed class HostingTests
{
    [Fact]
    public async Task Service_and_its_scoped_parts_live_as_long_as_the_call()
    {
        var disposed = 0;
        await using var server = await TrialServer.StartAsync(services: services =>
            services.AddScoped(_ => new Part(() => Interlocked.Increment(ref disposed))));
        var parts = new HashSet<Part>();
        server.Script.Unary = (ask, context) =>
        {
            var services = context.GetHttpContext().RequestServices;
            lock (parts)
                parts.Add(services.GetRequiredService<Part>());
            Assert.Same(services.GetRequiredService<Part>(), services.GetRequiredService<Part>());
            return Task.FromResult(TrialScript.Echo(ask));
        };

        await server.Client.UnaryAsync(new Ask());
        await server.Client.UnaryAsync(new Ask());
        await server.StopAsync();

        Assert.Equal(2, parts.Count);
        Assert.Equal(2, disposed);
    }

    [Fact]
    public async Task Service_registered_as_a_singleton_is_used()
    {
        TrialService? single = null;
        await using var server = await TrialServer.StartAsync(services: services =>
            services.AddSingleton(s => single = new TrialService(s.GetRequiredService<TrialScript>())));
        await server.Client.UnaryAsync(new Ask());
        Assert.NotNull(single);
    }

    [Fact]
    public async Task Unknown_pages_stay_unknown_beside_grpc()
    {
        await using var server = await TrialServer.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/some/page"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task MapGrpcService_without_AddGrpc_says_what_is_missing()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var error = Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<TrialService>());
        Assert.Contains("AddGrpc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForReady_waits_for_a_server_that_comes_up_later()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = GrpcChannel.ForAddress(
            $"http://127.0.0.1:{port}", new GrpcChannelOptions { InitialReconnectBackoff = TimeSpan.FromMilliseconds(20) });
        var client = new Trial.TrialClient(channel);

        var impatient = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(new Ask()).ResponseAsync);
        var options = new CallOptions(deadline: DateTime.UtcNow.AddSeconds(30)).WithWaitForReady();
        var unary = client.UnaryAsync(new Ask { Text = "at last" }, options).ResponseAsync;
        using var chat = client.Chat(options);
        await chat.RequestStream.WriteAsync(new Ask { Text = "too" });
        Assert.False(unary.IsCompleted);
        await using var server = await TrialServer.StartAsync(port: port);

        Assert.Equal(StatusCode.Unavailable, impatient.StatusCode);
        Assert.Equal("at last", (await unary).Text);
        Assert.True(await chat.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task WaitForReady_gives_up_at_the_deadline()
    {
        await using var server = await TrialServer.StartAsync();
        await server.StopAsync();
        var options = new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(200)).WithWaitForReady();
        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask(), options).ResponseAsync);
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task Graceful_stop_lets_a_running_call_finish()
    {
        await using var server = await TrialServer.StartAsync();
        var (inside, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Script.Unary = async (ask, _) =>
        {
            inside.SetResult();
            await release.Task;
            return TrialScript.Echo(ask);
        };
        var call = server.Client.UnaryAsync(new Ask { Text = "finish me" });
        await inside.Task;

        var stopping = server.StopAsync();
        release.SetResult();

        Assert.Equal("finish me", (await call).Text);
        await stopping;
    }

    [Fact]
    public async Task Graceful_stop_lets_a_running_stream_go_on()
    {
        await using var server = await TrialServer.StartAsync();
        using var chat = server.Client.Chat();
        await chat.RequestStream.WriteAsync(new Ask { Count = 1 });
        Assert.True(await chat.ResponseStream.MoveNext());

        var stopping = server.StopAsync();
        await chat.RequestStream.WriteAsync(new Ask { Count = 2 });
        Assert.True(await chat.ResponseStream.MoveNext());
        Assert.False(stopping.IsCompleted);
        await chat.RequestStream.CompleteAsync();

        Assert.False(await chat.ResponseStream.MoveNext());
        await stopping;
    }

    [Fact]
    public async Task Calls_cancelled_at_random_leave_no_handler_behind()
    {
        await using var server = await TrialServer.StartAsync();
        var running = 0;
        var idle = new TaskCompletionSource();
        server.Script.Chat = async (asks, answers, _) =>
        {
            Interlocked.Increment(ref running);
            try
            {
                await foreach (var ask in asks.ReadAllAsync())
                    await answers.WriteAsync(TrialScript.Echo(ask));
            }
            finally
            {
                if (Interlocked.Decrement(ref running) == 0)
                    idle.TrySetResult();
            }
        };
        var random = new Random(7);
        var plans = Enumerable.Range(0, 300).Select(_ => (Writes: random.Next(6), Reads: random.Next(6), Complete: random.Next(2) == 0)).ToList();

        await Task.WhenAll(plans.Select(async plan =>
        {
            using var call = server.Client.Chat();
            for (var i = 0; i < plan.Writes; i++)
                await call.RequestStream.WriteAsync(new Ask { Count = i });
            for (var i = 0; i < Math.Min(plan.Reads, plan.Writes); i++)
                Assert.True(await call.ResponseStream.MoveNext());
            if (plan.Complete)
                await call.RequestStream.CompleteAsync();
        }));
        using (var last = server.Client.Chat())
        {
            await last.RequestStream.WriteAsync(new Ask());
            Assert.True(await last.ResponseStream.MoveNext());
            idle = new TaskCompletionSource();
        }

        await idle.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, running);
        Assert.Equal("alive", (await server.Client.UnaryAsync(new Ask { Text = "alive" })).Text);
    }

    private sealed class Part(Action onDispose) : IDisposable
    {
        public void Dispose() => onDispose();
    }
}
