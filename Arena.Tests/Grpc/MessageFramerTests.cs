using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Internal;

namespace Arena.Tests.Grpc;

/// <summary>Every way in which a serializer may leave its message, into both kinds of target.</summary>
public sealed class MessageFramerTests
{
    private static readonly int[] Sizes = [0, 1, 100, 2_042, 2_043, 2_044, 4_096, 65_531, 65_532, 200_000];

    public static TheoryData<string> Ways => ["whole", "announced", "announced in crumbs", "not announced"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Message_is_framed_the_same_however_it_is_left(string way)
    {
        foreach (var size in Sizes)
        {
            var message = new byte[size];
            new Random(size).NextBytes(message);
            Assert.True(Frame(message).AsSpan().SequenceEqual(Buffered(message, Serializer(way))), $"{size} bytes in a buffer");
            Assert.True(Frame(message).AsSpan().SequenceEqual(Piped(message, Serializer(way))), $"{size} bytes in a pipe");
        }
    }

    [Theory]
    [InlineData(100, 99)]
    [InlineData(100, 101)]
    [InlineData(100, 5_000)]
    [InlineData(5_000, 4_999)]
    [InlineData(100_000, 100_001)]
    public void Wrong_announcement_throws(int announced, int written)
    {
        Action<byte[], SerializationContext> lies = (_, context) =>
        {
            context.SetPayloadLength(announced);
            context.GetBufferWriter().Write(new byte[written]);
            context.Complete();
        };
        Assert.Throws<InvalidOperationException>(() => Buffered([], lies));
        Assert.Throws<InvalidOperationException>(() => Piped([], lies));
    }

    [Fact]
    public void Framer_goes_on_after_a_serializer_that_threw()
    {
        var framer = new MessageFramer();
        var target = new PooledBuffer();
        Assert.Throws<FormatException>(() => framer.Write<byte[]>(target, [], (_, _) => throw new FormatException(), default));
        framer.Write(target, [1, 2, 3], Serializer("announced"), default);
        Assert.Equal(Frame([1, 2, 3]), target.WrittenMemory.ToArray());
        target.Release();
    }

    private static Action<byte[], SerializationContext> Serializer(string way) => (message, context) =>
    {
        if (way == "whole")
        {
            context.Complete(message);
            return;
        }

        if (way != "not announced")
            context.SetPayloadLength(message.Length);
        var writer = context.GetBufferWriter();
        var crumb = way == "announced in crumbs" ? 7 : Math.Max(message.Length, 1);
        for (var at = 0; at < message.Length; at += crumb)
            writer.Write(message.AsSpan(at, Math.Min(crumb, message.Length - at)));
        context.Complete();
    };

    private static byte[] Buffered(byte[] message, Action<byte[], SerializationContext> serializer)
    {
        var target = new PooledBuffer();
        try
        {
            new MessageFramer().Write(target, message, serializer, default);
            return target.WrittenMemory.ToArray();
        }
        finally
        {
            target.Release();
        }
    }

    private static byte[] Piped(byte[] message, Action<byte[], SerializationContext> serializer)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        if (new MessageFramer().WriteUnlessLarge(pipe.Writer, message, serializer, default) is { } large)
        {
            pipe.Writer.Write(large.WrittenMemory.Span);
            large.Release();
        }

        pipe.Writer.Complete();
        return pipe.Reader.TryRead(out var read) ? read.Buffer.ToArray() : [];
    }

    private static byte[] Frame(byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }
}
