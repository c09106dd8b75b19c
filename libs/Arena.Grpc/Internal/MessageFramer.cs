using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Internal;

/// <summary>
/// Writes length-prefixed messages. A serializer that announces its length writes straight into the target behind
/// the prefix; one that does not, and every compressed message, goes through a pooled buffer first. One per call
/// and direction, not thread-safe.
/// </summary>
internal sealed class MessageFramer : SerializationContext, IBufferWriter<byte>
{
    private IBufferWriter<byte> _target = null!;
    private PooledBuffer? _staged;
    private bool _compress;
    private bool _prefixed;
    private bool _completed;
    private int _announced;
    private int _written;

    /// <summary>The largest message in bytes, before compression; null for no limit.</summary>
    internal int? MaxMessageSize { get; init; }

    /// <summary>The call's encoding, or null for identity.</summary>
    internal ICompressionProvider? Compression { get; set; }

    internal CompressionLevel? CompressionLevel { get; init; }

    /// <summary>Appends <paramref name="message"/> to <paramref name="target"/>.</summary>
    /// <exception cref="RpcException">The message is larger than allowed; the target is unchanged then.</exception>
    internal void Write<T>(IBufferWriter<byte> target, T message, Action<T, SerializationContext> serializer, WriteFlags flags)
    {
        _target = target;
        _compress = Compression is not null && (flags & WriteFlags.NoCompress) == 0;
        _prefixed = _completed = false;
        _announced = -1;
        _written = 0;
        try
        {
            serializer(message, this);
            if (!_completed)
                throw new InvalidOperationException("The serializer did not complete its context.");
        }
        finally
        {
            _target = null!;
            _staged?.Release();
        }
    }

    public override void Complete(byte[] payload)
    {
        CheckNotCompleted();
        CheckSize(payload.Length);
        _completed = true;
        WriteFrame(payload);
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        CheckSize(payloadLength);
        _announced = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        CheckNotCompleted();
        if (_announced < 0 || _compress)
            return _staged ??= new PooledBuffer();
        if (!_prefixed)
        {
            (_target as PooledBuffer)?.Reserve(GrpcProtocol.PrefixSize + _announced);
            WritePrefix(_announced, compressed: false);
            _prefixed = true;
        }

        return this;
    }

    public override void Complete()
    {
        CheckNotCompleted();
        _completed = true;
        if (_prefixed)
        {
            if (_written != _announced)
                throw new InvalidOperationException($"The serializer announced {_announced} bytes and wrote {_written}.");
            return;
        }

        var payload = _staged is null ? [] : (ReadOnlySpan<byte>)_staged.WrittenSpan;
        if (_announced >= 0 && _announced != payload.Length)
            throw new InvalidOperationException($"The serializer announced {_announced} bytes and wrote {payload.Length}.");
        CheckSize(payload.Length);
        WriteFrame(payload);
    }

    void IBufferWriter<byte>.Advance(int count)
    {
        _written += count;
        _target.Advance(count);
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) =>
        _target.GetMemory(sizeHint > 0 ? sizeHint : Math.Clamp(_announced - _written, 0, 4096));

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) =>
        _target.GetSpan(sizeHint > 0 ? sizeHint : Math.Clamp(_announced - _written, 0, 4096));

    private void WriteFrame(ReadOnlySpan<byte> payload)
    {
        if (!_compress)
        {
            WritePrefix(payload.Length, compressed: false);
            _target.Write(payload);
            return;
        }

        var compressed = new PooledBuffer();
        try
        {
            using (var stream = Compression!.CreateCompressionStream(new BufferStream(compressed), CompressionLevel))
                stream.Write(payload);
            WritePrefix(compressed.Length, compressed: true);
            _target.Write(compressed.WrittenSpan);
        }
        finally
        {
            compressed.Release();
        }
    }

    private void WritePrefix(int length, bool compressed)
    {
        var prefix = _target.GetSpan(GrpcProtocol.PrefixSize);
        prefix[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
        _target.Advance(GrpcProtocol.PrefixSize);
    }

    private void CheckNotCompleted()
    {
        if (_completed)
            throw new InvalidOperationException("The serializer has completed its context already.");
    }

    private void CheckSize(int length)
    {
        if (length > MaxMessageSize)
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"Sending message of {length} bytes exceeds the maximum of {MaxMessageSize}."));
    }
}
