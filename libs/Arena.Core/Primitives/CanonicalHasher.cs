using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Arena.Core.Primitives;

/// <summary>
/// SHA-256 over a list of fields, each prefixed by its length in bytes (32 bits, little endian), so that two different
/// lists never hash the same bytes. Integers are 8 bytes little endian, doubles their IEEE 754 bits, text is UTF-8.
/// </summary>
public sealed class CanonicalHasher
{
    /// <summary>Bytes in a hash.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    private readonly ArrayBufferWriter<byte> _fields = new(512);

    /// <summary>The next field: bytes as they are.</summary>
    public CanonicalHasher Add(ReadOnlySpan<byte> value)
    {
        var span = _fields.GetSpan(sizeof(int) + value.Length);
        BinaryPrimitives.WriteInt32LittleEndian(span, value.Length);
        value.CopyTo(span[sizeof(int)..]);
        _fields.Advance(sizeof(int) + value.Length);
        return this;
    }

    /// <summary>The next field: 8 bytes, little endian.</summary>
    public CanonicalHasher Add(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Add(bytes);
    }

    /// <summary>The next field: the bits of the number, so that 0 and -0 differ.</summary>
    public CanonicalHasher Add(double value) => Add(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>The next field: the text in UTF-8.</summary>
    public CanonicalHasher Add(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var length = Encoding.UTF8.GetByteCount(value);
        var span = _fields.GetSpan(sizeof(int) + length);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        Encoding.UTF8.GetBytes(value, span[sizeof(int)..]);
        _fields.Advance(sizeof(int) + length);
        return this;
    }

    /// <summary>The hash of the fields so far; more may follow.</summary>
    public byte[] ToHash() => SHA256.HashData(_fields.WrittenSpan);
}
