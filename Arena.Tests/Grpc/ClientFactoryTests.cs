using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
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
