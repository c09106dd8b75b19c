using System.Runtime.CompilerServices;

namespace Arena.Core.Primitives;

/// <summary>
/// A window on a stream of bytes, with a place in it. What lies before the place may be forgotten, what lies behind it
/// is fetched on demand. Lines are counted only when someone asks, or when bytes are forgotten.
/// </summary>
internal sealed class ByteWindow(Stream stream)
{
    /// <summary>The most that has to be in the window at once: what is longer was never closed.</summary>
    public const int MostToken = 8 << 20;

    private const int Chunk = 256 << 10;

    private byte[] _window = new byte[Chunk];
    private int _place, _end;
    private long _lines;            // newlines before the window
    private long _column;           // bytes of the window's first line that are before the window
    private int _counted;           // up to here the window's newlines are counted,
    private long _countedLines;     // so many,
    private int _lastNewline = -1;  // the last of them here
    private bool _ended;

    /// <summary>What is known from the place on.</summary>
    public ReadOnlySpan<byte> Rest => _window.AsSpan(_place, _end - _place);

    /// <summary>Whether the place is the first of a line.</summary>
    public bool AtLineStart => Before == '\n';

    /// <summary>The byte before the place; a newline at the beginning.</summary>
    public byte Before => _place == 0 ? (byte)'\n' : _window[_place - 1];

    public void Advance(int bytes) => _place += bytes;

    /// <summary>Takes the place for the beginning of the text.</summary>
    public void Begin()
    {
        Forget(_place);
        (_lines, _column) = (0, 0);
    }

    /// <summary>Fetches more behind what is known. False at the end, or if the window would grow beyond its limit.</summary>
    public bool More()
    {
        if (_ended || _end - _place >= MostToken) return false;
        // One byte before the place stays in sight.
        var forgotten = Math.Max(0, _place - 1);
        if (_end == _window.Length)
        {
            if (forgotten >= _window.Length / 2) Forget(forgotten);
            else Array.Resize(ref _window, 2 * _window.Length);
        }

        var read = stream.Read(_window, _end, _window.Length - _end);
        _end += read;
        _ended = read == 0;
        return !_ended;
    }

    /// <summary>The byte some way behind the place; −1 past the end.</summary>
    public int Peek(int ahead = 0)
    {
        while (_place + ahead >= _end)
            if (!More()) return -1;
        return _window[_place + ahead];
    }

    /// <summary>Line and column, from 1, of the byte some way behind the place.</summary>
    [MethodImpl(HotPath.Options)]
    public (long Line, long Column) Position(int ahead = 0)
    {
        var at = Math.Min(_place + ahead, _end);
        if (at < _counted) (_counted, _countedLines, _lastNewline) = (0, 0, -1);
        Count(at);
        return (_lines + _countedLines + 1, _lastNewline < 0 ? _column + at + 1 : at - _lastNewline);
    }

    // Who asks for one position after the other has each byte looked at once.
    private void Count(int end)
    {
        var more = _window.AsSpan(_counted, end - _counted);
        _countedLines += more.Count((byte)'\n');
        if (more.LastIndexOf((byte)'\n') is var newline and >= 0) _lastNewline = _counted + newline;
        _counted = end;
    }

    private void Forget(int bytes)
    {
        if (bytes < _counted) (_counted, _countedLines, _lastNewline) = (0, 0, -1);
        Count(bytes);
        _lines += _countedLines;
        _column = _lastNewline < 0 ? _column + bytes : bytes - _lastNewline - 1;
        (_counted, _countedLines, _lastNewline) = (0, 0, -1);
        _window.AsSpan(bytes, _end - bytes).CopyTo(_window);
        _place -= bytes;
        _end -= bytes;
    }
}
