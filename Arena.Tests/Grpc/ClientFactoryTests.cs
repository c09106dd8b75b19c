using System.Diagnostics;
using Arena.ServiceDefaults.Discovery;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Grpc;

/// <summary>Clients from DI.</summary>
public sealed class ClientFactoryTests
{
    [Fact]
    public async Task Client_comes_from_services_with_interceptors_and_trace()
    {
        await using var server = await TrialServer.StartAsync();
        (string? Tag, string Trace) seen = default;
        server.Script.Unary = (ask, context) =>
        {
            seen = (
                context.RequestHeaders.GetValue("tag"),
                context.GetHttpContext().Request.Headers.TraceParent.ToString());
            return Task.FromResult(TrialScript.Echo(ask));
        };
        var services = new ServiceCollection();
        services.AddGrpcClient<Trial.TrialClient>(o => o.Address = server.Address)
            .ConfigureChannel(o => o.MaxSendMessageSize = 100)
            .AddInterceptor(_ => new Tagger());
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<Trial.TrialClient>();
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.Equal("hello", (await client.UnaryAsync(new Ask { Text = "hello" })).Text);
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            client.UnaryAsync(new Ask { Text = new string('x', 200) }).ResponseAsync);

        Assert.Equal("tagged", seen.Tag);
        Assert.Equal($"00-{caller.TraceId}-{caller.SpanId}-00", seen.Trace);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Address_may_be_a_service_whose_replicas_take_turns()
    {
        await using var one = await TrialServer.StartAsync();
        await using var two = await TrialServer.StartAsync();
        one.Script.Unary = (_, _) => Task.FromResult(new Answer { Text = "one" });
        two.Script.Unary = (_, _) => Task.FromResult(new Answer { Text = "two" });
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["services:node:http:0"] = one.Address.ToString(),
            ["services:node:http:1"] = two.Address.ToString(),
        }).Build());
        services.AddGrpcClient<Trial.TrialClient>(o => o.Address = new Uri("http://node")).AddServiceDiscovery();
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<Trial.TrialClient>();

        string[] answers = [(await client.UnaryAsync(new Ask())).Text, (await client.UnaryAsync(new Ask())).Text];

        Assert.Equal(["one", "two"], answers.Order());
    }

    [Fact]
    public async Task Call_context_passes_to_the_calls_a_handler_makes()
    {
        await using var inner = await TrialServer.StartAsync();
        var seen = default(DateTime);
        inner.Script.Unary = (ask, context) =>
        {
            seen = context.Deadline;
            return Task.FromResult(TrialScript.Echo(ask));
        };
        await using var outer = await TrialServer.StartAsync(services: services =>
            services.AddGrpcClient<Trial.TrialClient>(o => o.Address = inner.Address).EnableCallContextPropagation());
        outer.Script.Unary = async (ask, context) =>
            await context.GetHttpContext().RequestServices.GetRequiredService<Trial.TrialClient>().UnaryAsync(ask);
        var deadline = DateTime.UtcNow.AddSeconds(30);

        await outer.Client.UnaryAsync(new Ask(), deadline: deadline);

        Assert.InRange((seen - deadline).TotalSeconds, -1, 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_context_outside_of_a_call_is_missed_unless_told_otherwise(bool suppressed)
    {
        await using var server = await TrialServer.StartAsync();
        var services = new ServiceCollection();
        services.AddGrpcClient<Trial.TrialClient>(o => o.Address = server.Address)
            .EnableCallContextPropagation(o => o.SuppressContextNotFoundErrors = suppressed);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<Trial.TrialClient>();

        var error = await Record.ExceptionAsync(async () => await client.UnaryAsync(new Ask()));

        Assert.Equal(suppressed ? null : typeof(InvalidOperationException), error?.GetType());
    }

    [Fact]
    public void Client_without_an_address_says_so()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<Trial.TrialClient>();
        using var provider = services.BuildServiceProvider();
        var error = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<Trial.TrialClient>);
        Assert.Contains("address", error.Message, StringComparison.Ordinal);
    }

    private sealed class Tagger : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, new(
                context.Method, context.Host, context.Options.WithHeaders(new Metadata { { "tag", "tagged" } })));
    }
}
