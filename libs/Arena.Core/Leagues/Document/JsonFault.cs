using System.Text;
using System.Text.Json;

namespace Arena.Core.Leagues.Document;

/// <summary>Why a text is not JSON: where, and what stands there.</summary>
internal static class JsonFault
{
    /// <param name="failure">Where reading ended; its own words are for programmers.</param>
    /// <param name="text">What was read, in UTF-8.</param>
    public static string Of(JsonException failure, ReadOnlySpan<byte> text)
    {
        var offset = OffsetOf(failure, text);
        var inLine = text[..offset][(text[..offset].LastIndexOf((byte)'\n') + 1)..];
        var where = $"not JSON: line {(failure.LineNumber ?? 0) + 1}, column {Encoding.UTF8.GetCharCount(inLine) + 1}";
        var rest = text[offset..];
        if (rest.Trim(" \t\r\n"u8).IsEmpty) return $"{where}: it ends there and is not complete";
        Rune.DecodeFromUtf8(rest, out var found, out _);
        return Rune.IsControl(found)
            ? $"{where}: found the character U+{found.Value:X4}, which cannot stand there"
            : $"{where}: found '{found}', which cannot stand there";
    }

    /// <summary>How many bytes of the text were read.</summary>
    public static int OffsetOf(JsonException failure, ReadOnlySpan<byte> text)
    {
        var rest = text;
        for (var passed = 0L; passed < (failure.LineNumber ?? 0) && rest.IndexOf((byte)'\n') is >= 0 and var end; passed++)
            rest = rest[(end + 1)..];
        return text.Length - rest.Length + (int)Math.Min(failure.BytePositionInLine ?? 0, rest.Length);
    }
}
