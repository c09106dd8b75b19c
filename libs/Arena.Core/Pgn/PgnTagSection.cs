using System.Buffers;
using System.Runtime.CompilerServices;
using Arena.Core.Primitives;

namespace Arena.Core.Pgn;

/// <summary>Reads the tag pairs at the head of a game. A broken one is reported, and as much of it kept as can be.</summary>
internal sealed class PgnTagSection(ByteWindow input, PgnTags tags, PgnFaults faults)
{
    private static readonly SearchValues<byte> _inValue = SearchValues.Create("\"\\\n"u8);

    /// <summary>Reads up to the movetext, or to the tags of another game.</summary>
    [MethodImpl(HotPath.Options)]
    public void Read()
    {
        var blank = false;
        while (true)
        {
            blank |= SkipSpace();
            if (input.Peek() != '[') return;
            var length = NameLength(out var start);
            var name = input.Rest.Slice(start, length);
            // Headers without movetext: the next game's begin where a name comes again.
            var isKnown = tags.TryGet(name, out _);
            if (isKnown && (blank || name.SequenceEqual("Event"u8))) return;
            if (length == 0) Drop("a tag without a name; wanted [Name \"value\"]");
            else ReadValue(start, length, isKnown);
            blank = false;
        }
    }

    /// <summary>Skips space, escaped lines and comments. True if there was an empty line.</summary>
    [MethodImpl(HotPath.Options)]
    public bool SkipSpace()
    {
        var newlines = 0;
        while (input.Peek() is var next and >= 0)
        {
            if (next == '\n') newlines++;
            else if (next == ';' || (next == '%' && input.AtLineStart))
            {
                SkipLine();
                continue;
            }
            else if (next is not (' ' or '\t' or '\r' or '\v' or '\f')) break;
            input.Advance(1);
        }

        return newlines > 1;
    }

    public void SkipLine()
    {
        int end;
        while ((end = input.Rest.IndexOf((byte)'\n')) < 0)
        {
            input.Advance(input.Rest.Length);
            if (!input.More()) return;
        }

        input.Advance(end);
    }

    // The place is at '['; nothing is consumed.
    [MethodImpl(HotPath.Options)]
    private int NameLength(out int start)
    {
        start = 1;
        while (input.Peek(start) is ' ' or '\t') start++;
        var end = start;
        while (IsSymbol(input.Peek(end)))
            end++;
        return end - start;
    }

    // A symbol token's characters (PGN standard, 7), and all bytes of other alphabets.
    private static bool IsSymbol(int c) =>
        c is '_' or '+' or '#' or '=' or ':' or '-' or >= 0x80 || char.IsAsciiLetterOrDigit((char)Math.Max(0, c));

    [MethodImpl(HotPath.Options)]
    private void ReadValue(int nameStart, int nameLength, bool isKnown)
    {
        var at = nameStart + nameLength;
        while (input.Peek(at) is ' ' or '\t') at++;
        if (input.Peek(at) != '"')
        {
            Drop($"tag '{Name()}' has no value in quotes; wanted [{Name()} \"value\"]", at);
            return;
        }

        var start = at + 1;
        var closed = FindEnd(start, out var end);
        if (isKnown)
            faults.Add(input, nameStart, $"tag '{Name()}' comes twice; the first counts");
        else tags.Add(input.Rest.Slice(nameStart, nameLength), input.Rest[start..end]);
        if (!closed)
        {
            Drop($"the value of tag '{Name()}' is not closed; wanted \"] at its end", end);
            return;
        }

        // Past the quote, to the bracket if there is one.
        at = end + 1;
        while (input.Peek(at) is ' ' or '\t') at++;
        if (input.Peek(at) == ']') at++;
        else faults.Add(input, at, $"tag '{Name()}' has no closing bracket");
        input.Advance(at);

        string Name() => PgnText.Decode(input.Rest.Slice(nameStart, nameLength));
    }

    // The quote that closes the value: one that a bracket or the line's end follows. Others are the value's own.
    private bool FindEnd(int start, out int end)
    {
        end = start;
        while (true)
        {
            var found = input.Rest[end..].IndexOfAny(_inValue);
            if (found < 0)
            {
                end = input.Rest.Length;
                if (!input.More()) return false;
                continue;
            }

            end += found;
            var c = input.Rest[end];
            if (c == '\n')
            {
                if (end > start && input.Rest[end - 1] == '\r') end--;
                return false;
            }

            if (c == '\\')
            {
                end += input.Peek(end + 1) is '"' or '\\' ? 2 : 1;
                continue;
            }

            var after = end + 1;
            while (input.Peek(after) is ' ' or '\t' or '\r') after++;
            if (input.Peek(after) is ']' or '\n' or -1) return true;
            end++;
        }
    }

    private void Drop(string message, int ahead = 0)
    {
        faults.Add(input, ahead, message);
        SkipLine();
    }
}
