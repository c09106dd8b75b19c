using System.Net;
using System.Net.Sockets;
using System.Text;
using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Tests.Hosting.Engine;

/// <summary>A client that remembers headers from the first request on, as C-core's and nghttp2's do, spoken byte by byte.</summary>
public sealed class HeaderTableTests
{
    private const byte EndStreamAndHeaders = 0x5;

    // :method GET, :scheme http; then :path and :authority, to be remembered.
    private static readonly byte[] _remember = [0x82, 0x86, 0x44, 4, .. "/pid"u8, 0x41, 9, .. "localhost"u8];

    // The same, from memory: 62 is the newest entry.
    private static readonly byte[] _fromMemory = [0x82, 0x86, 0xBF, 0xBE];

    // The same, without memory.
    private static readonly byte[] _plain = [0x82, 0x86, 0x04, 4, .. "/pid"u8, 0x01, 9, .. "localhost"u8];

    [Fact]
    public async Task Memory_of_headers_is_understood_until_the_client_has_heard_that_there_is_none()
    {
        await using var test = new TestApplication();
        var service = test.AddService("service").WithReplicas(2);
        await test.StartAndWaitAsync();
        var endpoint = service.GetEndpoint("grpc");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, endpoint.Port, test.Limit);
        var writer = new FrameWriter(socket);
        var reader = new FrameReader(socket);

        writer.Write(Http2Preface.Text);
        writer.Write(FrameType.Settings, flags: 0, streamId: 0, []);
        writer.Write(FrameType.Headers, EndStreamAndHeaders, streamId: 1, _remember);
        writer.Write(FrameType.Headers, EndStreamAndHeaders, streamId: 3, _fromMemory);
        writer.Flush();
        var early = await ReadBodiesAsync(reader, 2, test.Limit);
        Assert.Single(early.Values.Distinct());

        writer.Write(FrameType.Settings, flags: 1, streamId: 0, []);
        var late = new HashSet<string>();
        for (var stream = 5; stream <= 11; stream += 2)
        {
            // The first block after the news begins with a table of size 0.
            writer.Write(FrameType.Headers, EndStreamAndHeaders, stream, stream == 5 ? [0x20, .. _plain] : _plain);
            writer.Flush();
            late.Add((await ReadBodiesAsync(reader, 1, test.Limit)).Values.Single());
        }

        Assert.Equal(2, late.Count);
    }

    private static async Task<Dictionary<int, string>> ReadBodiesAsync(FrameReader reader, int count, CancellationToken cancellationToken)
    {
        var bodies = new Dictionary<int, string>();
        var ended = 0;
        while (ended < count)
        {
            var frame = await reader.ReadAsync(cancellationToken) ?? throw new EndOfStreamException();
            if (frame.Type is FrameType.GoAway or FrameType.ResetStream)
                Assert.Fail($"{frame.Type}: {Encoding.ASCII.GetString(frame.Payload)}");
            if (frame.Type == FrameType.Data)
                bodies[frame.StreamId] = bodies.GetValueOrDefault(frame.StreamId) + Encoding.ASCII.GetString(frame.Payload);
            if (frame.EndsStream)
                ended++;
        }

        return bodies;
    }
}
