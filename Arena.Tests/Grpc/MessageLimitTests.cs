using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>Sizes, compression and broken frames.</summary>
public sealed class MessageLimitTests
{
    [Fact]
    public async Task Request_too_large_is_resource_exhausted()
    {
        await using var server = await TrialServer.StartAsync(o => o.MaxReceiveMessageSize = 1000);
        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(Asking(2000)).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Request_of_five_megabytes_passes_only_without_the_default_limit()
    {
        await using var server = await TrialServer.StartAsync(o => o.MaxReceiveMessageSize = null);
        var client = new Trial.TrialClient(server.Channel(o => o.MaxReceiveMessageSize = null));

        Assert.Equal(5_000_000, (await client.UnaryAsync(Asking(5_000_000))).Payload.Length);
        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(Asking(5_000_000)).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Response_too_large_is_resource_exhausted()
    {
        await using var server = await TrialServer.StartAsync(o => o.MaxSendMessageSize = 1000);
        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(Asking(2000)).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Request_too_large_to_send_fails_at_home()
    {
        await using var server = await TrialServer.StartAsync();
        var client = new Trial.TrialClient(server.Channel(o => o.MaxSendMessageSize = 1000));
        var error = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(Asking(2000)).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);

        using var call = client.Collect();
        error = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(Asking(2000)));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Both_directions_compress(string encoding)
    {
        await using var server = await TrialServer.StartAsync(o => o.ResponseCompressionAlgorithm = encoding);
        var seen = "";
        server.Script.Unary = (ask, context) =>
        {
            seen = context.GetHttpContext().Request.Headers["grpc-encoding"].ToString();
            return Task.FromResult(TrialScript.Echo(ask));
        };
        var headers = new Metadata { { "grpc-internal-encoding-request", encoding } };

        var answer = await server.Client.UnaryAsync(Asking(100_000, zeros: true), headers);

        Assert.Equal(encoding, seen);
        Assert.Equal(100_000, answer.Payload.Length);
    }

    [Fact]
    public async Task Response_is_compressed_on_the_wire_unless_told_not_to()
    {
        await using var server = await TrialServer.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        var frame = Frame(Asking(50_000, zeros: true).ToByteArray());

        using var compressed = await RawGrpc.PostAsync(server, "Unary", frame, ("grpc-accept-encoding", "identity, gzip"));
        var bytes = await compressed.Content.ReadAsByteArrayAsync();
        Assert.Equal("gzip", RawGrpc.Header(compressed, "grpc-encoding"));
        Assert.Equal(1, bytes[0]);
        Assert.InRange(bytes.Length, 5, 1000);

        using var refused = await RawGrpc.PostAsync(server, "Unary", frame, ("grpc-accept-encoding", "identity"));
        Assert.Equal(0, (await refused.Content.ReadAsByteArrayAsync())[0]);

        server.Script.Unary = (ask, context) =>
        {
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            return Task.FromResult(TrialScript.Echo(ask));
        };
        using var plain = await RawGrpc.PostAsync(server, "Unary", frame, ("grpc-accept-encoding", "gzip"));
        Assert.Equal(0, (await plain.Content.ReadAsByteArrayAsync())[0]);
    }

    [Fact]
    public async Task Zip_bomb_stops_at_the_limit()
    {
        await using var server = await TrialServer.StartAsync();
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(new byte[50_000_000]);
        Assert.InRange(buffer.Length, 1, 100_000);

        using var response = await RawGrpc.PostAsync(
            server, "Unary", Frame(buffer.ToArray(), flag: 1), ("grpc-encoding", "gzip"));

        Assert.Equal("8", RawGrpc.StatusOf(response));
    }

    [Fact]
    public async Task Unknown_encoding_is_unimplemented_and_names_the_known()
    {
        await using var server = await TrialServer.StartAsync();
        using var response = await RawGrpc.PostAsync(server, "Unary", Frame([], flag: 1), ("grpc-encoding", "snappy"));
        Assert.Equal("12", RawGrpc.StatusOf(response));
        Assert.Equal("identity,gzip,deflate", RawGrpc.Header(response, "grpc-accept-encoding"));
    }

    public static TheoryData<string, byte[], string> BrokenBodies() => new()
    {
        { "no message", [], "13" },
        { "half a prefix", [0, 0, 0], "13" },
        { "less than promised", [0, 0, 0, 0, 9, 1, 2], "13" },
        { "a lying length", [0, 0x7F, 0xFF, 0xFF, 0xFF, 1, 2], "8" },
        { "two messages", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "13" },
        { "compressed without encoding", [1, 0, 0, 0, 0], "13" },
        { "an odd flag", [7, 0, 0, 0, 0], "13" },
        { "no protobuf", [0, 0, 0, 0, 2, 0xFF, 0xFF], "13" },
    };

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task Broken_request_has_its_status(string what, byte[] body, string status)
    {
        await using var server = await TrialServer.StartAsync();
        using var response = await RawGrpc.PostAsync(server, "Unary", body);
        Assert.True(status == RawGrpc.StatusOf(response), $"{what}: {RawGrpc.StatusOf(response)}");
    }

    private static Ask Asking(int size, bool zeros = false)
    {
        var payload = new byte[size];
        if (!zeros)
            new Random(1).NextBytes(payload);
        return new Ask { Payload = ByteString.CopyFrom(payload) };
    }

    private static byte[] Frame(byte[] payload, byte flag = 0)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }
}
