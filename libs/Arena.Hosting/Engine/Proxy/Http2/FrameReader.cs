using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>Cuts what arrives into frames. One receive may bring many.</summary>
internal sealed class FrameReader
{
    private const int Capacity = 4 * (Frame.MaxPayload + Frame.HeaderLength);

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[Capacity];
    private int _start;
    private int _end;

    public FrameReader(Socket socket, ReadOnlySpan<byte> alreadyRead = default)
    {
        _socket = socket;
        alreadyRead.CopyTo(_buffer);
        _end = alreadyRead.Length;
    }

    /// <summary>Whether the next frame is here already, so that what has been written can wait for company.</summary>
    public bool HasNext => _end - _start >= Frame.HeaderLength && _end - _start >= Frame.HeaderLength + Frame.LengthAt(_buffer.AsSpan(_start));

    /// <summary>Null at the end of the connection.</summary>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!HasNext)
        {
            if (_end - _start >= Frame.HeaderLength && Frame.LengthAt(_buffer.AsSpan(_start)) > Frame.MaxPayload)
                throw new Http2Exception("a frame larger than was agreed on");
            if (_start == _end)
                _start = _end = 0;
            else if (_end > Capacity - Frame.MaxPayload)
                Compact();
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return null;
            _end += count;
        }

        var length = Frame.HeaderLength + Frame.LengthAt(_buffer.AsSpan(_start));
        var frame = new Frame(_buffer.AsMemory(_start, length));
        _start += length;
        return frame;
    }

    private void Compact()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }
}
