using System.Buffers.Binary;
using System.Globalization;

namespace Arena.Dashboard.Telemetry;

/// <summary>The 8 bytes that name a span within its trace; all zero is none.</summary>
public readonly record struct SpanId(ulong Value)
{
    public const int Size = 8;

    public static SpanId None => default;

    public bool IsNone => Value == 0;

    /// <summary>None for anything but 8 bytes.</summary>
    public static SpanId From(ReadOnlySpan<byte> bytes) => bytes.Length == Size ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : None;

    /// <summary>From 16 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out SpanId id)
    {
        var valid = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text?.Length == 2 * Size;
        id = valid ? new SpanId(value) : None;
        return valid;
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
