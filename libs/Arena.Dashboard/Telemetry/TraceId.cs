using System.Buffers.Binary;
using System.Globalization;

namespace Arena.Dashboard.Telemetry;

/// <summary>The 16 bytes that name a trace; all zero is none.</summary>
public readonly record struct TraceId(ulong High, ulong Low)
{
    public const int Size = 16;

    public static TraceId None => default;

    public bool IsNone => (High | Low) == 0;

    /// <summary>None for anything but 16 bytes.</summary>
    public static TraceId From(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]))
        : None;

    /// <summary>From 32 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out TraceId id)
    {
        id = None;
        if (text is not { Length: 2 * Size }
            || !ulong.TryParse(text.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(text.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
            return false;
        id = new TraceId(high, low);
        return true;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";
}
