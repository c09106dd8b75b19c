using System.Buffers;

namespace Arena.Hosting.Engine;

/// <summary>
/// Puts the frames of one header block together: nothing may come between them on the connection that they are sent on.
/// </summary>
internal sealed class HeaderBlock
{
    private const int MaxLength = 256 * 1024;

    private readonly ArrayBufferWriter<byte> _frames = new();

    public int StreamId { get; private set; }

    public bool EndsStream { get; private set; }

    public ReadOnlySpan<byte> Frames => _frames.WrittenSpan;

    /// <summary>Whether the block is complete with this frame.</summary>
    public bool Add(Frame frame)
    {
        if (frame.Type == FrameType.Headers)
        {
            _frames.ResetWrittenCount();
            StreamId = frame.StreamId;
            EndsStream = frame.EndsStream;
        }
        else if (frame.StreamId != StreamId || _frames.WrittenCount == 0)
        {
            throw new Http2Exception("a CONTINUATION of nothing");
        }

        if (_frames.WrittenCount + frame.Bytes.Length > MaxLength)
            throw new Http2Exception($"headers of more than {MaxLength} bytes");
        _frames.Write(frame.Bytes.Span);
        return frame.EndsHeaders;
    }
}
