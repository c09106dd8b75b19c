using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Arena.Core.Proofs;

/// <summary>What a digest is made over: integers are little-endian, and texts and bytes carry their length.</summary>
public sealed class ChainBytes
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>Eight bytes.</summary>
    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    /// <summary>With their number before them.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Write(bytes.Length);
        _buffer.Write(bytes);
    }

    /// <summary>In UTF-8, with the number of bytes before them.</summary>
    public void Write(string text)
    {
        Write(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _buffer);
    }

    /// <summary>Null is another thing than the empty text: its length is -1.</summary>
    public void WriteOptional(string? text)
    {
        if (text is null)
            Write(-1);
        else
            Write(text);
    }

    /// <summary>In microseconds, which is what a store keeps.</summary>
    public void Write(DateTimeOffset time) => Write(time.UtcTicks / TimeSpan.TicksPerMicrosecond);

    /// <summary>SHA-256 (32 bytes).</summary>
    public byte[] Digest() => SHA256.HashData(_buffer.WrittenSpan);
}
