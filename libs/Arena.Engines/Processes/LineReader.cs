namespace Arena.Engines.Processes;

/// <summary>Cuts a stream of bytes into lines, of which none may be longer than a limit.</summary>
internal sealed class LineReader(Stream stream, int maxLength)
{
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>The next line, without its end. False: there is none, or it is <see cref="TooLong"/>.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var scanned = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsSpan(_start, scanned + length).TrimEnd((byte)'\r');
                _start += scanned + length + 1;
                return true;
            }

            scanned = _end - _start;
            if (scanned > maxLength)
            {
                TooLong = true;
                break;
            }

            if (!Fill()) break;
        }

        line = default;
        return false;
    }

    /// <summary>The stream was given up because of a line longer than the limit.</summary>
    public bool TooLong { get; private set; }

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
            return count > 0;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}
