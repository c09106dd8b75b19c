using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>Headers and trailers, both ways.</summary>
public sealed class MetadataTests
{
    [Fact]
    public async Task Request_headers_reach_the_handler()
    {
        await using var server = await TrialServer.StartAsync();
        Metadata? seen = null;
        server.Script.Unary = (ask, context) =>
        {
            seen = context.RequestHeaders;
            return Task.FromResult(TrialScript.Echo(ask));
        };

        await server.Client.UnaryAsync(
            new Ask(),
            new Metadata { { "Text", "plain value" }, { "text", "second" }, { "some-bin", [0, 1, 255, 128] } });

        // HttpClient joins the values of one name; HTTP says that this means the same.
        Assert.Equal("plain value, second", string.Join(", ", seen!.GetAll("text").Select(e => e.Value)));
        Assert.Equal([0, 1, 255, 128], seen!.GetValueBytes("some-bin")!);
        Assert.DoesNotContain(seen!, e => e.Key.StartsWith("grpc-", StringComparison.Ordinal) || e.Key is "te" or "content-type");
    }

    [Fact]
    public async Task Response_headers_and_trailers_reach_the_client()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Unary = async (ask, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "early", "h" }, { "early-bin", [9] } });
            context.ResponseTrailers.Add("late", "t");
            context.ResponseTrailers.Add("late-bin", [7, 7, 7]);
            return TrialScript.Echo(ask);
        };

        using var call = server.Client.UnaryAsync(new Ask());
        var headers = await call.ResponseHeadersAsync;
        await call;

        Assert.Equal("h", headers.GetValue("early"));
        Assert.Equal([9], headers.GetValueBytes("early-bin")!);
        Assert.Equal("t", call.GetTrailers().GetValue("late"));
        Assert.Equal([7, 7, 7], call.GetTrailers().GetValueBytes("late-bin")!);
    }

    [Fact]
    public async Task Trailers_of_an_error_are_on_the_exception()
    {
        await using var server = await TrialServer.StartAsync();
        server.Script.Unary = (_, context) =>
        {
            context.ResponseTrailers.Add("from", "context");
            throw new RpcException(new Status(StatusCode.Aborted, "no"), new Metadata { { "and", "exception" } });
        };

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);

        Assert.Equal("context", error.Trailers.GetValue("from"));
        Assert.Equal("exception", error.Trailers.GetValue("and"));
    }

    [Theory]
    [InlineData("\u00fc")]
    [InlineData("two\r\nlines")]
    public async Task Text_that_is_no_printable_ascii_is_internal_on_either_side(string value)
    {
        await using var server = await TrialServer.StartAsync();
        var atHome = await Assert.ThrowsAsync<RpcException>(() =>
            server.Client.UnaryAsync(new Ask(), new Metadata { { "note", value } }).ResponseAsync);
        server.Script.Unary = (ask, context) =>
        {
            context.ResponseTrailers.Add("note", value);
            return Task.FromResult(TrialScript.Echo(ask));
        };
        var remote = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);

        Assert.Equal((StatusCode.Internal, StatusCode.Internal), (atHome.StatusCode, remote.StatusCode));
        Assert.Contains("'note'", remote.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_headers_twice_is_refused()
    {
        await using var server = await TrialServer.StartAsync();
        Exception? second = null;
        server.Script.Unary = async (ask, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata());
            second = await Record.ExceptionAsync(() => context.WriteResponseHeadersAsync(new Metadata()));
            return TrialScript.Echo(ask);
        };

        await server.Client.UnaryAsync(new Ask());

        Assert.IsType<InvalidOperationException>(second);
    }

    [Fact]
    public async Task Context_tells_method_host_and_peer()
    {
        await using var server = await TrialServer.StartAsync();
        (string Method, string Host, string Peer, string Protocol) facts = default;
        var deadline = DateTime.MinValue;
        var authenticated = true;
        server.Script.Unary = (ask, context) =>
        {
            (deadline, authenticated) = (context.Deadline, context.AuthContext.IsPeerAuthenticated);
            facts = (context.Method, context.Host, context.Peer, context.GetHttpContext().Request.Protocol);
            return Task.FromResult(TrialScript.Echo(ask));
        };

        await server.Client.UnaryAsync(new Ask());

        Assert.Equal("/arena.tests.grpc.Trial/Unary", facts.Method);
        Assert.Equal(server.Address.Authority, facts.Host);
        Assert.StartsWith("ipv4:127.0.0.1:", facts.Peer, StringComparison.Ordinal);
        Assert.Equal("HTTP/2", facts.Protocol);
        Assert.Equal(DateTime.MaxValue, deadline);
        Assert.False(authenticated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("white space")]
    [InlineData("ümlaut")]
    [InlineData("colon:")]
    public void Key_malformed_is_refused(string key) =>
        Assert.ThrowsAny<ArgumentException>(() => new Metadata { { key, "value" } });

    [Fact]
    public void Key_and_kind_of_value_must_agree()
    {
        Assert.Throws<ArgumentException>(() => new Metadata { { "x-bin", "text" } });
        Assert.Throws<ArgumentException>(() => new Metadata { { "x", [1] } });
    }

    [Fact]
    public void Empty_is_read_only() =>
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
}
