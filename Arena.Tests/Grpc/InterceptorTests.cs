using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Grpc;

/// <summary>Interceptors on both sides, and what a service gets from DI.</summary>
public sealed class InterceptorTests
{
    [Fact]
    public async Task Server_interceptors_run_in_order_around_all_four_kinds()
    {
        var log = new Journal();
        await using var server = await TrialServer.StartAsync(
            services: services =>
            {
                services.AddSingleton(log);
                services.Configure<GrpcServiceOptions>(o => o.Interceptors.Add<Recorder>("global"));
                services.Configure<GrpcServiceOptions<TrialService>>(o => o.Interceptors.Add<Recorder>("own"));
            });
        string[] expected = ["> global", "> own", "< own", "< global"];

        await server.Client.UnaryAsync(new Ask());
        Assert.Equal(expected, log.Take());

        using var collect = server.Client.Collect();
        await collect.RequestStream.CompleteAsync();
        await collect;
        Assert.Equal(expected, log.Take());

        using var expand = server.Client.Expand(new Ask { Count = 2 });
        Assert.Equal(2, await expand.ResponseStream.ReadAllAsync().CountAsync());
        Assert.Equal(expected, log.Take());

        using var chat = server.Client.Chat();
        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext());
        Assert.Equal(expected, log.Take());
    }

    [Fact]
    public async Task Server_interceptor_can_refuse()
    {
        await using var server = await TrialServer.StartAsync(o => o.Interceptors.Add<Guardian>());
        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);
        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
        await server.Client.UnaryAsync(new Ask(), new Metadata { { "token", "let me in" } });
    }

    [Fact]
    public async Task Client_interceptors_run_in_order_and_may_change_the_call()
    {
        await using var server = await TrialServer.StartAsync();
        string? seen = null;
        server.Script.Unary = (ask, context) =>
        {
            seen = string.Join(", ", context.RequestHeaders.GetAll("path").Select(entry => entry.Value));
            return Task.FromResult(TrialScript.Echo(ask));
        };
        var invoker = server.Channel()
            .Intercept(new Marker("a"), new Marker("b"))
            .Intercept(headers =>
            {
                headers.Add("path", "outer");
                return headers;
            });

        await new Trial.TrialClient(invoker).UnaryAsync(new Ask());

        Assert.Equal("outer, a, b", seen);
    }

    [Fact]
    public async Task WithHost_changes_the_authority()
    {
        await using var server = await TrialServer.StartAsync();
        string? seen = null;
        server.Script.Unary = (ask, context) =>
        {
            seen = context.Host;
            return Task.FromResult(TrialScript.Echo(ask));
        };
        await server.Client.WithHost("other.example:99").UnaryAsync(new Ask());
        Assert.Equal("other.example:99", seen);
    }

    [Fact]
    public async Task Call_credentials_go_out_only_where_they_are_safe_or_allowed()
    {
        await using var server = await TrialServer.StartAsync();
        var seen = new List<string?>();
        server.Script.Unary = (ask, context) =>
        {
            seen.Add(context.RequestHeaders.GetValue("authorization"));
            return Task.FromResult(TrialScript.Echo(ask));
        };
        AuthInterceptorContext? asked = null;
        var credentials = CallCredentials.FromInterceptor(async (context, metadata) =>
        {
            await Task.Yield();
            asked = context;
            metadata.Add("authorization", "Bearer x");
        });
        var options = new CallOptions(credentials: credentials);

        await server.Client.UnaryAsync(new Ask(), options);
        var unsafeClient = new Trial.TrialClient(server.Channel(o => o.UnsafeUseInsecureChannelCallCredentials = true));
        await unsafeClient.UnaryAsync(new Ask(), options);

        Assert.Equal([null, "Bearer x"], seen);
        Assert.Equal(("Unary", $"{server.Address}arena.tests.grpc.Trial"), (asked!.MethodName, asked.ServiceUrl));
    }

    [Fact]
    public async Task Call_credentials_that_fail_fail_the_call()
    {
        await using var server = await TrialServer.StartAsync();
        var client = new Trial.TrialClient(server.Channel(o => o.UnsafeUseInsecureChannelCallCredentials = true));
        var credentials = CallCredentials.FromInterceptor((_, _) =>
            throw new RpcException(new Status(StatusCode.Unauthenticated, "no token today")));
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            client.UnaryAsync(new Ask(), new CallOptions(credentials: credentials)).ResponseAsync);
        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    public sealed class Journal
    {
        private readonly List<string> _lines = [];

        public void Add(string line)
        {
            lock (_lines)
                _lines.Add(line);
        }

        /// <summary>What was written so far; the journal is empty afterwards.</summary>
        public string[] Take()
        {
            lock (_lines)
            {
                string[] taken = [.. _lines];
                _lines.Clear();
                return taken;
            }
        }
    }

    public sealed class Recorder(Journal journal, string name) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            RecordAsync(() => continuation(request, context));

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
            RecordAsync(() => continuation(requestStream, context));

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
            RecordAsync(async () =>
            {
                await continuation(request, responseStream, context);
                return true;
            });

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
            RecordAsync(async () =>
            {
                await continuation(requestStream, responseStream, context);
                return true;
            });

        private async Task<T> RecordAsync<T>(Func<Task<T>> inner)
        {
            journal.Add("> " + name);
            var result = await inner();
            journal.Add("< " + name);
            return result;
        }
    }

    public sealed class Guardian : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            context.RequestHeaders.GetValue("token") is null
                ? throw new RpcException(new Status(StatusCode.Unauthenticated, "token missing"))
                : continuation(request, context);
    }

    private sealed class Marker(string name) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            context.Options.Headers!.Add("path", name);
            return continuation(request, context);
        }
    }
}
