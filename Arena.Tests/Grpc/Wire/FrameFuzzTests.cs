using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Client.Internal;
using Grpc.Net.Compression;
using Grpc.Net.Internal;

namespace Arena.Tests.Grpc.Wire;

/// <summary>The frame reader on whatever may come, cut up in whatever way. A failure names its seed.</summary>
public sealed class FrameFuzzTests
{
    private const int MaxMessageSize = 300_000;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Frames_come_out_as_they_went_in_however_they_are_cut(int seed)
    {
        var random = new Random(seed);
        var messages = Enumerable.Range(0, random.Next(60))
            .Select(_ => Message(random, random.Next(10) == 0 ? MaxMessageSize - 1000 : 3000)).ToList();
        var wire = messages.SelectMany(m => Frame(m, compressed: random.Next(4) == 0)).ToArray();
        foreach (var pipe in Pipes(wire, random))
        {
            var read = new List<byte[]>();
            var reader = Reader(pipe);
            while (reader.TryRead() || await reader.ReadAsync(CancellationToken.None))
                read.Add(reader.Current);
            reader.Close();
            Assert.True(messages.Count == read.Count, $"seed {seed}: {messages.Count} messages became {read.Count}");
            Assert.All(messages.Zip(read), pair => Assert.Equal(pair.First, pair.Second));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Noise_ends_in_a_status_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var wire = Frame(Message(random, 300), compressed: random.Next(2) == 0).Concat(Message(random, 40)).ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                wire[random.Next(Math.Min(wire.Length, 12))] = (byte)random.Next(random.Next(2) == 0 ? 4 : 256);
            foreach (var pipe in Pipes(wire, random))
            {
                var reader = Reader(pipe);
                var error = await Record.ExceptionAsync(async () =>
                {
                    while (reader.TryRead() || await reader.ReadAsync(CancellationToken.None))
                        Assert.InRange(reader.Current.Length, 0, MaxMessageSize);
                });
                reader.Close();
                Assert.True(error is null or RpcException { StatusCode: StatusCode.Internal or StatusCode.ResourceExhausted }, $"seed {seed}, round {round}: {error}");
            }
        }
    }

    private static MessageReader<byte[]> Reader(PipeReader pipe) =>
        new(pipe, context => context.PayloadAsNewBuffer(), MaxMessageSize, ownsPipe: true, new NoTraffic())
        {
            Compression = new GzipCompressionProvider(CompressionLevel.Fastest),
        };

    /// <summary>The two pipes frames are read from: Kestrel's, in segments, and a response stream's, read by read.</summary>
    private static IEnumerable<PipeReader> Pipes(byte[] wire, Random random)
    {
        var cuts = new Random(random.Next());
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: 16));
        for (var at = 0; at < wire.Length;)
        {
            var part = wire.AsMemory(at, Math.Min(cuts.Next(1, wire.Length > 10_000 ? 5000 : 50), wire.Length - at));
            part.CopyTo(pipe.Writer.GetMemory(part.Length));
            pipe.Writer.Advance(part.Length);
            at += part.Length;
        }

        pipe.Writer.Complete();
        yield return pipe.Reader;
        yield return new ResponsePipe(new ChoppedStream(wire, cuts), waitsLong: cuts.Next(2) == 0);
    }

    private static byte[] Message(Random random, int most)
    {
        var message = new byte[random.Next(4) == 0 ? random.Next(most) : random.Next(Math.Min(most, 50))];
        random.NextBytes(message);
        return message;
    }

    private static byte[] Frame(byte[] message, bool compressed)
    {
        if (compressed)
        {
            using var memory = new MemoryStream();
            using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
                gzip.Write(message);
            message = memory.ToArray();
        }

        var frame = new byte[5 + message.Length];
        frame[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private sealed class NoTraffic : ICallTraffic
    {
        public void Sent(int messages)
        {
        }

        public void Received(int messages)
        {
        }
    }

    /// <summary>Gives a little at each read.</summary>
    private sealed class ChoppedStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, Length > 10_000 ? 5000 : 60))], cancellationToken);
    }
}
