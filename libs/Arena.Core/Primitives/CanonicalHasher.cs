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

    /// <summary>Adds bytes, their number in front, so that nothing runs into what follows.</summary>
    public CanonicalHasher Add(ReadOnlySpan<byte> value)
    {
        var span = _fields.GetSpan(sizeof(int) + value.Length);
        BinaryPrimitives.WriteInt32LittleEndian(span, value.Length);
        value.CopyTo(span[sizeof(int)..]);
        _fields.Advance(sizeof(int) + value.Length);
        return this;
    }

    /// <summary>Adds a whole number: eight bytes, the lowest first.</summary>
    public CanonicalHasher Add(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Add(bytes);
    }

    /// <summary>Adds a number by its bits.</summary>
    public CanonicalHasher Add(double value) => Add(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Adds a text as UTF-8 bytes.</summary>
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

    /// <summary>SHA-256 over all that was added; more may be added after it.</summary>
    public byte[] ToHash() => SHA256.HashData(_fields.WrittenSpan);
}
