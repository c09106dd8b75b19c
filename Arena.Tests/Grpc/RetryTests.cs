using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Arena.Tests.Grpc;

/// <summary>Retries from the service config.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Retryable_status_is_tried_again_and_says_so()
    {
        await using var server = await TrialServer.StartAsync();
        var attempts = new List<string?>();
        server.Script.Unary = (ask, context) =>
        {
            attempts.Add(context.RequestHeaders.GetValue("grpc-previous-rpc-attempts"));
            return attempts.Count < 3
                ? throw new RpcException(new Status(StatusCode.Unavailable, "not yet"))
                : Task.FromResult(TrialScript.Echo(ask));
        };

        var answer = await Client(server, 4).UnaryAsync(new Ask { Text = "third time" });

        Assert.Equal("third time", answer.Text);
        Assert.Equal([null, "1", "2"], attempts);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, null, 3)]
    [InlineData(StatusCode.NotFound, null, 1)]
    [InlineData(StatusCode.Unavailable, "-1", 1)]
    [InlineData(StatusCode.Unavailable, "0", 3)]
    public async Task Attempts_end_with_the_last_status(StatusCode code, string? pushback, int expected)
    {
        await using var server = await TrialServer.StartAsync();
        var attempts = 0;
        server.Script.Unary = (_, context) =>
        {
            attempts++;
            if (pushback is not null)
                context.ResponseTrailers.Add("grpc-retry-pushback-ms", pushback);
            throw new RpcException(new Status(code, "no"));
        };

        var error = await Assert.ThrowsAsync<RpcException>(() => Client(server, 3).UnaryAsync(new Ask()).ResponseAsync);

        Assert.Equal((code, expected), (error.StatusCode, attempts));
    }

    [Fact]
    public async Task Response_headers_commit_the_call()
    {
        await using var server = await TrialServer.StartAsync();
        var attempts = 0;
        server.Script.Expand = async (_, answers, _) =>
        {
            attempts++;
            await answers.WriteAsync(new Answer());
            throw new RpcException(new Status(StatusCode.Unavailable, "too late"));
        };
        using var call = Client(server, 5).Expand(new Ask());
        Assert.True(await call.ResponseStream.MoveNext());
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Throttling_stops_retries_when_half_of_the_tokens_are_gone()
    {
        await using var server = await TrialServer.StartAsync();
        var attempts = 0;
        server.Script.Unary = (_, _) =>
        {
            attempts++;
            throw new RpcException(new Status(StatusCode.Unavailable, "no"));
        };
        var client = Client(server, 5, new RetryThrottlingPolicy { MaxTokens = 4, TokenRatio = 0.1 });
        await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(new Ask()).ResponseAsync);
        Assert.Equal(2, attempts);
        await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(new Ask()).ResponseAsync);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void Policy_incomplete_is_refused()
    {
        var config = new ServiceConfig
        {
            MethodConfigs = { new MethodConfig { Names = { MethodName.Default }, RetryPolicy = new RetryPolicy { MaxAttempts = 3 } } },
        };
        Assert.Throws<InvalidOperationException>(() =>
            GrpcChannel.ForAddress("http://127.0.0.1:1", new GrpcChannelOptions { ServiceConfig = config }));
    }

    private static Trial.TrialClient Client(TrialServer server, int attempts, RetryThrottlingPolicy? throttling = null) =>
        new(server.Channel(o => o.ServiceConfig = new ServiceConfig
        {
            RetryThrottling = throttling,
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = attempts,
                        InitialBackoff = TimeSpan.FromMilliseconds(1),
                        MaxBackoff = TimeSpan.FromMilliseconds(5),
                        BackoffMultiplier = 1.5,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        }));
}
