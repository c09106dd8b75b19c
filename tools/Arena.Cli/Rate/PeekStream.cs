namespace Arena.Cli.Rate;

/// <summary>A stream whose first bytes can be seen before they are read.</summary>
internal sealed class PeekStream : Stream
{
    private readonly Stream _inner;
    private int _given;

    public PeekStream(Stream inner)
    {
        _inner = inner;
        var head = new byte[64];
        var length = inner.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Head = head[..length];
    }

    public byte[] Head { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_given >= Head.Length)
            return _inner.Read(buffer);
        var length = Math.Min(buffer.Length, Head.Length - _given);
        Head.AsSpan(_given, length).CopyTo(buffer);
        _given += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
