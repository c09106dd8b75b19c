using Grpc.Core;
using Grpc.Net.Client;

namespace Arena.Tests.Grpc.Wire;

/// <summary>Servers that break the rules end calls with the right status.</summary>
public sealed class ClientAbuseTests
{
    [Theory]
    [InlineData(0x0, StatusCode.Internal)]
    [InlineData(0x1, StatusCode.Internal)]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x3, StatusCode.Internal)]
    [InlineData(0x6, StatusCode.Internal)]
    [InlineData(0x7, StatusCode.Unavailable)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    public Task Reset_stream_is_mapped(int code, StatusCode expected) =>
        AssertEndsAsync(stream => [Http2Frame.Number(Http2Frame.Reset, stream, code)], expected);

    [Theory]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0x2, StatusCode.Internal)]
    public Task Reset_stream_after_headers_is_mapped(int code, StatusCode expected) => AssertEndsAsync(
        stream => [RawServer.Headers(stream), Http2Frame.Number(Http2Frame.Reset, stream, code)], expected);

    [Fact]
    public Task Connection_going_away_is_unavailable() => AssertEndsAsync(
        _ => [new Http2Frame(Http2Frame.GoAway, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2])], StatusCode.Unavailable);

    [Fact]
    public Task Broken_frames_are_unavailable() => AssertEndsAsync(
        stream => [new Http2Frame(Http2Frame.WindowUpdate, 0, stream, [1])], StatusCode.Unavailable);

    [Fact]
    public Task Message_cut_short_is_internal() => AssertEndsAsync(
        stream => [RawServer.Headers(stream), RawServer.Data(stream, 0, 0, 0, 0, 9, 1), RawServer.Trailers(stream, ("grpc-status", "0"))],
        StatusCode.Internal);

    [Fact]
    public Task Length_that_lies_is_resource_exhausted() => AssertEndsAsync(
        stream => [RawServer.Headers(stream), RawServer.Data(stream, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1)], StatusCode.ResourceExhausted);

    [Fact]
    public Task Compressed_message_without_encoding_is_internal() => AssertEndsAsync(
        stream => [RawServer.Headers(stream), RawServer.Data(stream, 1, 0, 0, 0, 0), RawServer.Trailers(stream, ("grpc-status", "0"))],
        StatusCode.Internal);

    [Theory]
    [InlineData(0, StatusCode.OK)]
    [InlineData(1, StatusCode.Internal)]
    public async Task Encoding_nobody_here_speaks_matters_once_a_message_is_in_it(byte flag, StatusCode expected)
    {
        await using var server = new RawServer(stream =>
        [
            RawServer.Headers(stream, ("grpc-encoding", "snappy")),
            RawServer.Data(stream, flag, 0, 0, 0, 0),
            RawServer.Trailers(stream, ("grpc-status", "0")),
        ]);
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = new Trial.TrialClient(channel).UnaryAsync(new Ask());
        await Record.ExceptionAsync(() => call.ResponseAsync);
        Assert.Equal(expected, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Request_stream_that_is_refused_is_unavailable()
    {
        await using var server = new RawServer(stream => [Http2Frame.Number(Http2Frame.Reset, stream, 0x7)]);
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = new Trial.TrialClient(channel).Chat();
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public Task Two_messages_for_one_are_internal() => AssertEndsAsync(
        stream => [RawServer.Headers(stream), RawServer.Data(stream, new byte[10]), RawServer.Trailers(stream, ("grpc-status", "0"))],
        StatusCode.Internal);

    [Fact]
    public Task Trailers_without_status_are_unknown() => AssertEndsAsync(
        stream => [RawServer.Headers(stream), RawServer.Data(stream, new byte[5]), RawServer.Trailers(stream, ("x", "y"))],
        StatusCode.Unknown);

    [Theory]
    [InlineData("17")]
    [InlineData("-1")]
    [InlineData("zero")]
    [InlineData("99999999999999999999")]
    public Task Status_nobody_knows_is_unknown(string code) => AssertEndsAsync(
        stream => [RawServer.Headers(stream), RawServer.Trailers(stream, ("grpc-status", code))], StatusCode.Unknown);

    [Fact]
    public Task Silence_to_pings_is_unavailable() => AssertEndsAsync(
        stream => [RawServer.Headers(stream)],
        StatusCode.Unavailable,
        answersPings: false,
        new SocketsHttpHandler
        {
            KeepAlivePingDelay = TimeSpan.FromSeconds(1),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(1),
        });

    /// <summary>Over both transports, or over the handler given.</summary>
    private static async Task AssertEndsAsync(
        Func<int, IEnumerable<Http2Frame>> answer,
        StatusCode expected,
        bool answersPings = true,
        SocketsHttpHandler? handler = null)
    {
        using var httpClients = handler ?? new SocketsHttpHandler();
        foreach (var transport in handler is null ? new[] { null, httpClients } : [handler])
        {
            await using var server = new RawServer(answer, answersPings);
            using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = transport });
            using var call = new Trial.TrialClient(channel).UnaryAsync(new Ask());
            var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.True(expected == error.StatusCode, $"Expected {expected}, got {error.Status} over {transport?.ToString() ?? "the library's own"}");
        }
    }
}
