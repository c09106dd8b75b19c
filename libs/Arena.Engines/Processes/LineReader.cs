namespace Arena.Engines.Processes;

/// <summary>Cuts a stream of bytes into lines. Those longer than a limit are passed over, and take no more memory than it.</summary>
internal sealed class LineReader(Stream stream, int maxLength)
{
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private bool _skips;     // in a line that is too long
    private long _received;

    /// <summary>Bytes taken from the stream so far; for any thread.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>The byte of the stream that the last line began with.</summary>
    public long LineStart { get; private set; }

    /// <summary>The next line, without its end. False: there is none.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var scanned = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += scanned;
                line = _buffer.AsSpan(_start, length).TrimEnd((byte)'\r');
                LineStart = _received - (_end - _start);
                _start += length + 1;
                scanned = 0;
                var isWhole = !_skips && length <= maxLength;
                _skips = false;
                if (isWhole) return true;
                continue;
            }

            scanned = _end - _start;
            if (scanned > maxLength)
            {
                _skips = true;
                (_start, _end, scanned) = (0, 0, 0);
            }

            if (!Fill()) break;
        }

        line = default;
        return false;
    }

    private bool Fill()
    {
        if (_start == _end) (_start, _end) = (0, 0);
        if (_end == _buffer.Length)
        {
            if (_start == 0) Array.Resize(ref _buffer, 2 * _buffer.Length);
            else Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        try
        {
            var count = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += count;
            Volatile.Write(ref _received, _received + count);
            return count > 0;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}
