using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Arena.Tests.Grpc;

/// <summary>How calls end that do not end well.</summary>
public sealed class StatusTests
{
    public static TheoryData<StatusCode> Errors() => [.. Enum.GetValues<StatusCode>().Where(c => c != StatusCode.OK)];

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task RpcException_arrives_as_it_was_thrown(StatusCode code)
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Unary = (_, _) => throw new RpcException(new Status(code, "because ü % \r\n end"));

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);

        Assert.Equal((code, "because ü % \r\n end"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Context_status_ends_the_call()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Unary = (ask, context) =>
        {
            context.Status = new Status(StatusCode.NotFound, "nowhere");
            return Task.FromResult(TrialScript.Echo(ask));
        };

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);
        Assert.Equal((StatusCode.NotFound, "nowhere"), (error.StatusCode, error.Status.Detail));
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidOperationException: secret")]
    public async Task Exception_in_a_handler_is_unknown_and_says_why_only_when_told(bool detailed, string expected)
    {
        await using var server = await TrialServer.StartAsync(o => o.EnableDetailedErrors = detailed);
        server.Script.Unary = (_, _) => throw new InvalidOperationException("secret");

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);
        Assert.Equal((StatusCode.Unknown, expected), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Error_after_messages_brings_the_messages_first()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Expand = async (_, answers, _) =>
        {
            await answers.WriteAsync(new Answer { Count = 1 });
            await answers.WriteAsync(new Answer { Count = 2 });
            throw new RpcException(new Status(StatusCode.DataLoss, "then this"));
        };

        using var call = server.Client.Expand(new Ask());
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.True(await call.ResponseStream.MoveNext());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.DataLoss, error.StatusCode);
        Assert.Equal(StatusCode.DataLoss, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Method_not_overridden_is_unimplemented()
    {
        await using var server = await TrialServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnwrittenAsync(new Ask()).ResponseAsync);
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Theory]
    [InlineData("arena.tests.grpc.Trial", "Nothing", "Method is unimplemented.")]
    [InlineData("arena.tests.grpc.Nobody", "Nothing", "Service is unimplemented.")]
    public async Task Unknown_method_or_service_is_unimplemented(string service, string name, string detail)
    {
        await using var server = await TrialServer.StartAsync();
        var method = new Method<string, string>(
            MethodType.Unary, service, name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            server.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, default, "x").ResponseAsync);

        Assert.Equal((StatusCode.Unimplemented, detail), (error.StatusCode, error.Status.Detail));
    }

    [Theory]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    public async Task Plain_http_errors_are_mapped(int http, StatusCode expected)
    {
        await using var server = await TrialServer.StartAsync(map: app => app.MapPost("/plain.Http/Answer", async context =>
        {
            context.Response.StatusCode = http;
            await context.Response.WriteAsync("<html>");
        }));
        var method = new Method<string, string>(
            MethodType.Unary, "plain.Http", "Answer", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

        var error = await Assert.ThrowsAsync<RpcException>(() =>
            server.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, default, "x").ResponseAsync);

        Assert.Equal(expected, error.StatusCode);
    }

    [Theory]
    [InlineData("POST", "application/grpc", 200, "0")]
    [InlineData("POST", "application/grpc+proto", 200, "0")]
    [InlineData("POST", "application/grpc;charset=utf-8", 200, "0")]
    [InlineData("POST", "application/grpc-web", 415, "13")]
    [InlineData("POST", "application/grpcish", 415, "13")]
    [InlineData("POST", "application/json", 415, "13")]
    [InlineData("POST", null, 415, "13")]
    [InlineData("PUT", "application/grpc", 405, null)]
    public async Task Requests_that_are_no_calls_are_refused(string verb, string? contentType, int http, string? status)
    {
        await using var server = await TrialServer.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(server.Address, "/arena.tests.grpc.Trial/Unary"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, 0]),
        };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("content-type", contentType);

        using var response = await client.SendAsync(request);

        Assert.Equal((http, status), ((int)response.StatusCode, RawGrpc.StatusOf(response)));
    }

    [Fact]
    public async Task Nobody_listening_is_unavailable()
    {
        await using var server = await TrialServer.StartAsync();
        await server.StopAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Server_dying_in_a_stream_is_unavailable()
    {
        await using var server = await TrialServer.StartAsync();
        var never = new TaskCompletionSource();
        server.Script.Expand = async (_, answers, _) =>
        {
            await answers.WriteAsync(new Answer());
            await never.Task;
        };
        using var call = server.Client.Expand(new Ask());
        Assert.True(await call.ResponseStream.MoveNext());

        var next = call.ResponseStream.MoveNext();
        var killing = server.KillAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => next);
        never.SetResult();
        await killing;

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Early_status_ends_a_client_that_is_still_writing()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Collect = (_, _) => throw new RpcException(new Status(StatusCode.ResourceExhausted, "enough"));

        using var call = server.Client.Collect();
        var writeError = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (true)
                await call.RequestStream.WriteAsync(new Ask { Text = new string('x', 10_000) });
        });
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);

        Assert.Equal((StatusCode.ResourceExhausted, "enough"), (error.StatusCode, error.Status.Detail));
        Assert.Equal(StatusCode.ResourceExhausted, writeError.StatusCode);
    }

    [Fact]
    public async Task Early_answer_is_a_success()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Collect = (_, _) => Task.FromResult(new Answer { Text = "did not read" });

        using var call = server.Client.Collect();
        await call.RequestStream.WriteAsync(new Ask());
        var answer = await call;

        Assert.Equal("did not read", answer.Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task Write_after_complete_is_refused()
    {
        await using var server = await TrialServer.StartAsync();
        using var call = server.Client.Collect();
        await call.RequestStream.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new Ask()));
    }

    [Fact]
    public async Task Status_before_the_end_is_refused()
    {
        await using var server = await TrialServer.StartAsync();
        using var call = server.Client.Chat();
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }
}
