using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Internal;

/// <summary>
/// Makes messages of frames. To the deserializer it is the context that shows the payload where it lies. Not thread-safe.
/// </summary>
internal sealed class MessageParser : DeserializationContext
{
    [ThreadStatic]
    private static MessageParser? _spare;

    private ReadOnlySequence<byte> _payload;

    /// <summary>The largest message in bytes, after decompression; null for no limit.</summary>
    internal int? MaxMessageSize { get; set; }

    /// <summary>The encoding of compressed messages; null when the headers announced none.</summary>
    internal ICompressionProvider? Compression { get; set; }

    public override int PayloadLength => (int)_payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <summary>Reads a frame's prefix; false when it is not whole.</summary>
    /// <exception cref="RpcException">The message is longer than allowed.</exception>
    internal bool TryReadPrefix(in ReadOnlySequence<byte> frame, out byte flag, out int length)
    {
        (flag, length) = (0, 0);
        var prefix = frame.FirstSpan;
        if (prefix.Length < GrpcProtocol.PrefixSize)
        {
            if (frame.Length < GrpcProtocol.PrefixSize)
                return false;
            prefix = frame.Slice(0, GrpcProtocol.PrefixSize).ToArray();
        }

        length = ReadPrefix(prefix, out flag);
        return true;
    }

    /// <summary>Reads a prefix: the flag and the length of what follows.</summary>
    /// <exception cref="RpcException">The message is longer than allowed.</exception>
    internal int ReadPrefix(ReadOnlySpan<byte> prefix, out byte flag)
    {
        flag = prefix[0];
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= (uint)(MaxMessageSize ?? int.MaxValue) ? (int)length : throw TooLarge();
    }

    /// <summary>Makes the message of the only frame of a stream that has ended.</summary>
    internal static T ParseOnly<T>(
        in ReadOnlySequence<byte> stream,
        Func<DeserializationContext, T> deserializer,
        int? maxMessageSize,
        ICompressionProvider? compression)
    {
        // One for each thread will do. Who comes back to here from within a deserializer makes another.
        var parser = _spare ?? new MessageParser();
        _spare = null;
        (parser.MaxMessageSize, parser.Compression) = (maxMessageSize, compression);
        var message = parser.ParseOnly(stream, deserializer);
        _spare = parser;
        return message;
    }

    internal T Parse<T>(byte flag, in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer) => flag switch
    {
        0 => Deserialize(payload, deserializer),
        1 => DeserializeCompressed(payload, deserializer),
        _ => throw new RpcException(new Status(
            StatusCode.Internal, $"Unexpected compressed flag value {flag} in message header.")),
    };

    internal static RpcException Incomplete() => new(new Status(StatusCode.Internal, "Incomplete message."));

    internal static RpcException Additional() =>
        new(new Status(StatusCode.Internal, "Additional data after the message received."));

    private T ParseOnly<T>(in ReadOnlySequence<byte> stream, Func<DeserializationContext, T> deserializer)
    {
        if (!TryReadPrefix(stream, out var flag, out var length) || stream.Length - GrpcProtocol.PrefixSize < length)
            throw Incomplete();
        return stream.Length - GrpcProtocol.PrefixSize == length
            ? Parse(flag, stream.Slice(GrpcProtocol.PrefixSize), deserializer)
            : throw Additional();
    }

    private T Deserialize<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer)
    {
        _payload = payload;
        try
        {
            return deserializer(this);
        }
        catch (Exception ex) when (ex is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"Failed to deserialize a message: {ex.Message}", ex));
        }
        finally
        {
            _payload = default;
        }
    }

    private T DeserializeCompressed<T>(in ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserializer)
    {
        if (Compression is null)
            throw new RpcException(new Status(
                StatusCode.Internal, "A compressed message arrived, but the headers announced no encoding that is spoken here."));

        var plain = new PooledBuffer();
        try
        {
            using (var stream = Compression.CreateDecompressionStream(new SequenceStream(payload)))
                Inflate(stream, plain);
            return Deserialize(new ReadOnlySequence<byte>(plain.WrittenMemory), deserializer);
        }
        catch (InvalidDataException ex)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The {Compression.EncodingName} message is corrupt.", ex));
        }
        finally
        {
            plain.Release();
        }
    }

    /// <summary>The limit holds for what comes out: a small bomb stops at it.</summary>
    private void Inflate(Stream stream, PooledBuffer plain)
    {
        while (stream.Read(plain.GetSpan(4096)) is var count and > 0)
        {
            plain.Advance(count);
            if (plain.Length > MaxMessageSize)
                throw TooLarge();
        }
    }

    private RpcException TooLarge() => new(new Status(
        StatusCode.ResourceExhausted, $"Received message exceeds the maximum of {MaxMessageSize} bytes."));
}
