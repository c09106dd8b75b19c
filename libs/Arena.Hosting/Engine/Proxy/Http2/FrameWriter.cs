using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;

namespace Arena.Hosting.Engine;

/// <summary>
/// Gathers frames from several loops and sends what has gathered in one go. While one batch is under way the next one
/// fills; a writer that runs ahead is told to wait.
/// </summary>
internal sealed class FrameWriter(Socket socket)
{
    private const int HighWater = 512 * 1024;

    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _filling = new(Frame.MaxPayload);
    private ArrayBufferWriter<byte> _sending = new(Frame.MaxPayload);
    private TaskCompletionSource? _drained;
    private bool _isSending;
    private bool _isBroken;

    public void Write(ReadOnlySpan<byte> frames)
    {
        lock (_gate)
        {
            if (!_isBroken)
                _filling.Write(frames);
        }
    }

    public void Write(FrameType type, byte flags, int streamId, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[Frame.HeaderLength];
        header[0] = (byte)(payload.Length >> 16);
        header[1] = (byte)(payload.Length >> 8);
        header[2] = (byte)payload.Length;
        header[3] = (byte)type;
        header[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(header[5..], streamId);
        lock (_gate)
        {
            if (_isBroken)
                return;
            _filling.Write(header);
            _filling.Write(payload);
        }
    }

    public void Write(FrameType type, int streamId, uint value)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(payload, value);
        Write(type, flags: 0, streamId, payload);
    }

    /// <summary>Sends what has gathered, unless somebody is at it already and will find it.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_isSending || _isBroken || _filling.WrittenCount == 0)
                return;
            _isSending = true;
        }

        _ = SendAsync();
    }

    /// <summary>Flushes, and completes once not too much is waiting.</summary>
    public Task DrainAsync()
    {
        Flush();
        lock (_gate)
        {
            if (_isBroken || _filling.WrittenCount < HighWater)
                return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (TakeBatch() is { Length: > 0 } batch)
            {
                while (batch.Length > 0)
                    batch = batch[await socket.SendAsync(batch, CancellationToken.None).ConfigureAwait(false)..];
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The reader of this connection finds out and cleans up.
            lock (_gate)
            {
                _isBroken = true;
                _drained?.TrySetResult();
            }
        }
    }

    private ReadOnlyMemory<byte> TakeBatch()
    {
        lock (_gate)
        {
            (_filling, _sending) = (_sending, _filling);
            _filling.ResetWrittenCount();
            _drained?.TrySetResult();
            _drained = null;
            _isSending = _sending.WrittenCount > 0;
            return _sending.WrittenMemory;
        }
    }
}
