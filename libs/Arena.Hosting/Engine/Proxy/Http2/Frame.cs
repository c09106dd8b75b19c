using System.Buffers.Binary;

namespace Arena.Hosting.Engine;

/// <summary>One frame as it lies in the reader's buffer: valid until the next one is read.</summary>
internal readonly record struct Frame(ReadOnlyMemory<byte> Bytes)
{
    public const int HeaderLength = 9;

    /// <summary>What a peer may send as long as nothing else was agreed on, and nothing else is.</summary>
    public const int MaxPayload = 16_384;

    private const byte EndStreamOrAck = 0x1;
    private const byte EndHeadersFlag = 0x4;

    public FrameType Type => (FrameType)Bytes.Span[3];

    public int StreamId => (int)(BinaryPrimitives.ReadUInt32BigEndian(Bytes.Span[5..]) & 0x7FFF_FFFF);

    public ReadOnlySpan<byte> Payload => Bytes.Span[HeaderLength..];

    public int PayloadLength => Bytes.Length - HeaderLength;

    public bool IsAck => (Bytes.Span[4] & EndStreamOrAck) != 0;

    public bool EndsStream => Type is FrameType.Data or FrameType.Headers && (Bytes.Span[4] & EndStreamOrAck) != 0;

    public bool EndsHeaders => (Bytes.Span[4] & EndHeadersFlag) != 0;

    /// <summary>The number in a WINDOW_UPDATE.</summary>
    public int Increment => PayloadLength == 4
        ? (int)(BinaryPrimitives.ReadUInt32BigEndian(Payload) & 0x7FFF_FFFF)
        : throw new Http2Exception("a WINDOW_UPDATE of the wrong size");

    /// <summary>The last stream that a GOAWAY says was looked at.</summary>
    public int LastStreamId => PayloadLength >= 8
        ? (int)(BinaryPrimitives.ReadUInt32BigEndian(Payload) & 0x7FFF_FFFF)
        : throw new Http2Exception("a GOAWAY of the wrong size");

    public static int LengthAt(ReadOnlySpan<byte> header) => (header[0] << 16) | (header[1] << 8) | header[2];
}
