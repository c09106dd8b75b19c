using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Internal;

/// <summary>
/// Makes messages of frames. To the deserializer it is the context that shows the payload where it lies. Not thread-safe.
/// </summary>
internal sealed class MessageParser<T>(Func<DeserializationContext, T> deserializer, int? maxMessageSize) : DeserializationContext
{
    private ReadOnlySequence<byte> _payload;

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
        return length <= (uint)(maxMessageSize ?? int.MaxValue) ? (int)length : throw TooLarge();
    }

    /// <summary>Makes the message of the only frame of a stream that has ended.</summary>
    internal T ParseOnly(in ReadOnlySequence<byte> stream)
    {
        if (!TryReadPrefix(stream, out var flag, out var length) || stream.Length - GrpcProtocol.PrefixSize < length)
            throw MessageParser.Incomplete();
        return stream.Length - GrpcProtocol.PrefixSize == length
            ? Parse(flag, stream.Slice(GrpcProtocol.PrefixSize))
            : throw MessageParser.Additional();
    }

    internal T Parse(byte flag, in ReadOnlySequence<byte> payload) => flag switch
    {
        0 => Deserialize(payload),
        1 => DeserializeCompressed(payload),
        _ => throw new RpcException(new Status(
            StatusCode.Internal, $"Unexpected compressed flag value {flag} in message header.")),
    };

    private T Deserialize(in ReadOnlySequence<byte> payload)
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

    private T DeserializeCompressed(in ReadOnlySequence<byte> payload)
    {
        if (Compression is null)
            throw new RpcException(new Status(
                StatusCode.Internal, "A compressed message arrived, but the headers announced no encoding that is spoken here."));

        var plain = new PooledBuffer();
        try
        {
            using (var stream = Compression.CreateDecompressionStream(new SequenceStream(payload)))
                Inflate(stream, plain);
            return Deserialize(new ReadOnlySequence<byte>(plain.WrittenMemory));
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
            if (plain.Length > maxMessageSize)
                throw TooLarge();
        }
    }

    private RpcException TooLarge() => new(new Status(
        StatusCode.ResourceExhausted, $"Received message exceeds the maximum of {maxMessageSize} bytes."));
}

/// <summary>What is wrong with streams of frames.</summary>
internal static class MessageParser
{
    internal static RpcException Incomplete() => new(new Status(StatusCode.Internal, "Incomplete message."));

    internal static RpcException Additional() =>
        new(new Status(StatusCode.Internal, "Additional data after the message received."));
}
