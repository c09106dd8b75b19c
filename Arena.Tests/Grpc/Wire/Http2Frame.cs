using System.Buffers.Binary;

namespace Arena.Tests.Grpc.Wire;

/// <summary>One frame of HTTP/2 (RFC 9113 §4.1).</summary>
internal sealed record Http2Frame(byte Type, byte Flags, int StreamId, byte[] Payload)
{
    internal const byte Data = 0x0;
    internal const byte Headers = 0x1;
    internal const byte Reset = 0x3;
    internal const byte Settings = 0x4;
    internal const byte Ping = 0x6;
    internal const byte GoAway = 0x7;
    internal const byte WindowUpdate = 0x8;
    internal const byte Continuation = 0x9;

    internal const byte Ack = 0x1;
    internal const byte EndStream = 0x1;
    internal const byte EndHeaders = 0x4;
    internal const byte Padded = 0x8;

    internal bool EndsStream => Type is Data or Headers && (Flags & EndStream) != 0;

    /// <summary>The error code of RST_STREAM.</summary>
    internal int ErrorCode => BinaryPrimitives.ReadInt32BigEndian(Payload);

    internal byte[] ToBytes()
    {
        var bytes = new byte[9 + Payload.Length];
        bytes[0] = (byte)(Payload.Length >> 16);
        bytes[1] = (byte)(Payload.Length >> 8);
        bytes[2] = (byte)Payload.Length;
        bytes[3] = Type;
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), StreamId);
        Payload.CopyTo(bytes, 9);
        return bytes;
    }

    /// <summary>The next frame; null at the end of the connection.</summary>
    internal static async Task<Http2Frame?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[9];
        try
        {
            if (await stream.ReadAtLeastAsync(head, 9, throwOnEndOfStream: false, cancellationToken) < 9)
                return null;
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(payload, cancellationToken);
            return new Http2Frame(head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue, payload);
        }
        catch (Exception ex) when (ex is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    internal static Http2Frame Number(byte type, int streamId, int value)
    {
        var payload = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, value);
        return new Http2Frame(type, 0, streamId, payload);
    }
}
