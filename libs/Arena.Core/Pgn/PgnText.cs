using System.Text;
using System.Text.Unicode;

namespace Arena.Core.Pgn;

/// <summary>Bytes of a PGN file as text: UTF-8 where they are that, else Latin-1, which the standard of 1994 asks for.</summary>
internal static class PgnText
{
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>The outcome that a result's text names.</summary>
    public static PgnOutcome Outcome(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("1-0"u8) ? PgnOutcome.WhiteWins
        : text.SequenceEqual("0-1"u8) ? PgnOutcome.BlackWins
        : text.SequenceEqual("1/2-1/2"u8) ? PgnOutcome.Draw
        : PgnOutcome.Unknown;
}
