using System.Buffers;
using Arena.Core.Primitives;

namespace Arena.Core.Pgn;

/// <summary>The moves of one game, read token by token or skipped whole.</summary>
internal sealed class PgnMovetext(ByteWindow input, PgnTagSection space, PgnFaults faults)
{
    private static readonly SearchValues<byte> _delimiters = SearchValues.Create(" \t\r\n\v\f{}();[]$!?.*<>"u8);
    private static readonly SearchValues<byte> _notable = SearchValues.Create("{;()[*-%"u8);

    private int _depth;

    public bool Ended { get; private set; } = true;

    public PgnOutcome Outcome { get; private set; }

    /// <summary>Whether a result closed the game.</summary>
    public bool HasResult { get; private set; }

    public void Begin() => (_depth, Ended, Outcome, HasResult) = (0, false, PgnOutcome.Unknown, false);

    /// <summary>The next token and how many bytes it has, from the place on; the caller advances past it.</summary>
    public PgnTokenKind Next(out int start, out int length, out int consumed)
    {
        while (!Ended)
        {
            (start, length, consumed) = (0, 0, 0);
            var c = input.Peek();
            switch (c)
            {
                case -1:
                    End();
                    break;
                case ' ' or '\t' or '\r' or '\n' or '\v' or '\f' or '.' or '<' or '>' or ']' or '}':
                    input.Advance(1);
                    break;
                case '%' when input.AtLineStart:
                    space.SkipLine();
                    break;
                case '[' when input.AtLineStart:
                    End();
                    break;
                case '[':
                    input.Advance(1);
                    break;
                case ';':
                    (start, length) = (1, LineLength(1));
                    consumed = 1 + length;
                    return PgnTokenKind.Comment;
                case '{':
                    if (!Comment(out length)) break;
                    (start, consumed) = (1, length + 2);
                    return PgnTokenKind.Comment;
                case '(':
                    _depth++;
                    (length, consumed) = (1, 1);
                    return PgnTokenKind.VariationStart;
                case ')':
                    (length, consumed) = (1, 1);
                    if (Close()) return PgnTokenKind.VariationEnd;
                    input.Advance(1);
                    break;
                case '*':
                    (length, consumed) = (1, 1);
                    if (_depth == 0) return Result(length);
                    input.Advance(1);
                    break;
                case '$' or '!' or '?':
                    length = consumed = GlyphLength();
                    return PgnTokenKind.Nag;
                default:
                    length = SymbolLength();
                    if (Symbol(ref start, ref length, out consumed) is { } kind) return kind;
                    input.Advance(consumed);
                    break;
            }
        }

        (start, length, consumed) = (0, 0, 0);
        return PgnTokenKind.End;
    }

    /// <summary>Past the end of the game, looking only at what can end it.</summary>
    public void Skip()
    {
        while (!Ended)
        {
            var found = input.Rest.IndexOfAny(_notable);
            if (found < 0)
            {
                // A result may lie across the window's edge.
                input.Advance(Math.Max(0, input.Rest.Length - 8));
                if (!input.More())
                {
                    input.Advance(input.Rest.Length);
                    End();
                }

                continue;
            }

            var c = input.Rest[found];
            if (c == '-' && _depth == 0 && ResultAround(found))
                return;
            if (c is (byte)'-')
            {
                // The byte before stays in sight of the next dash.
                input.Advance(found + 1);
                continue;
            }

            input.Advance(found);
            Pass(c);
        }
    }

    /// <summary>Past a comment that begins at the place.</summary>
    public bool SkipComment()
    {
        if (input.Peek() != '{') return false;
        if (Comment(out var length)) input.Advance(length + 2);
        return true;
    }

    private void Pass(byte c)
    {
        switch ((char)c)
        {
            case '{':
                SkipComment();
                return;
            case ';':
            case '%' when input.AtLineStart:
                space.SkipLine();
                return;
            case '[' when input.AtLineStart:
                End();
                return;
            case '(':
                _depth++;
                break;
            case ')':
                Close();
                break;
            case '*' when _depth == 0:
                Result(1);
                break;
        }

        input.Advance(1);
    }

    // A dash in the middle of a result that stands alone? Then the place moves past it.
    private bool ResultAround(int dash)
    {
        var before = input.Peek(dash + 1) switch { '0' or '1' => dash > 0 && input.Rest[dash - 1] == '2' ? 3 : 1, _ => 0 };
        if (before == 0 || dash < before) return false;
        var length = 2 * before + 1;
        input.Peek(dash + before + 1);
        if (input.Rest.Length < dash + before + 1) return false;
        if (PgnText.Outcome(input.Rest.Slice(dash - before, length)) == PgnOutcome.Unknown) return false;
        var start = dash - before;
        var c = start == 0 ? input.Before : input.Rest[start - 1];
        var alone = c != '$' && _delimiters.Contains(c)
            && (input.Peek(start + length) is var after && (after < 0 || _delimiters.Contains((byte)after)));
        if (!alone) return false;
        input.Advance(start);
        Result(length);
        input.Advance(length);
        return true;
    }

    private PgnTokenKind? Symbol(ref int start, ref int length, out int consumed)
    {
        consumed = length;
        var text = input.Rest[..length];
        if (PgnText.Outcome(text) != PgnOutcome.Unknown)
        {
            if (_depth > 0) return null;
            return Result(length);
        }

        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0) return null;
        if (!text.StartsWith("0-0"u8)) (start, length) = (digits, length - digits);
        return PgnTokenKind.Move;
    }

    private PgnTokenKind Result(int length)
    {
        (Outcome, HasResult) = (PgnText.Outcome(input.Rest[..length]), true);
        End();
        return PgnTokenKind.Result;
    }

    private void End()
    {
        if (_depth > 0)
            faults.Add(
                input, 0,
                $"{_depth} variation{(_depth == 1 ? " is" : "s are")} not closed at the game's end; wanted ')'");
        Ended = true;
    }

    private bool Close()
    {
        if (_depth > 0)
        {
            _depth--;
            return true;
        }

        faults.Add(input, 0, "')' closes a variation that was never opened");
        return false;
    }

    // The place is at '{'. A comment that runs into the next game's tags was never closed: the brace is dropped.
    private bool Comment(out int length)
    {
        var from = 1;
        int found;
        while ((found = input.Rest[from..].IndexOf((byte)'}')) < 0)
        {
            from = input.Rest.Length;
            if (!input.More()) break;
        }

        length = found < 0 ? input.Rest.Length - 1 : from + found - 1;
        var game = input.Rest.Slice(1, length).IndexOf("\n[Event \""u8);
        if (found >= 0 && game < 0) return true;
        faults.Add(input, 0, "a comment is not closed; wanted '}'");
        input.Advance(game < 0 ? Math.Min(input.Rest.Length, length + 1) : game + 2);
        return false;
    }

    private int LineLength(int from)
    {
        int end;
        while ((end = input.Rest[from..].IndexOf((byte)'\n')) < 0)
            if (!input.More()) return input.Rest.Length - from;
        return end > 0 && input.Rest[from + end - 1] == '\r' ? end - 1 : end;
    }

    private int GlyphLength()
    {
        var first = input.Peek();
        var length = 1;
        if (first == '$') while (input.Peek(length) is >= '0' and <= '9') length++;
        else while (input.Peek(length) is '!' or '?') length++;
        return length;
    }

    private int SymbolLength()
    {
        int length;
        while ((length = input.Rest.IndexOfAny(_delimiters)) < 0)
            if (!input.More()) return input.Rest.Length;
        return Math.Max(1, length);
    }
}
