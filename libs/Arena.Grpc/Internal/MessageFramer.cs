using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Internal;

/// <summary>
/// Writes length-prefixed messages. A serializer that announces its length writes straight into the target behind
/// the prefix, a small one in one piece with it; one that does not, and every compressed message, goes through a pooled
/// buffer first. Not thread-safe.
/// </summary>
internal sealed class MessageFramer : SerializationContext, IBufferWriter<byte>
{
    /// <summary>A frame up to this size is written in one piece: half of what a pipe's segment holds.</summary>
    private const int LargestPiece = 2048;

    /// <summary>A frame up to this size goes straight into a pipe.</summary>
    private const int LargestDirect = 64 * 1024;

    private IBufferWriter<byte> _target = null!;
    private PooledBuffer? _large;
    private Memory<byte> _piece;
    private PooledBuffer? _staged;
    private bool _compress;
    private bool _prefixed;
    private bool _completed;
    private int _announced;
    private int _written;

    /// <summary>The largest message in bytes, before compression; null for no limit.</summary>
    internal int? MaxMessageSize { get; set; }

    /// <summary>The call's encoding, or null for identity.</summary>
    internal ICompressionProvider? Compression { get; set; }

    internal CompressionLevel? CompressionLevel { get; set; }

    /// <summary>Appends <paramref name="message"/> to <paramref name="target"/>.</summary>
    /// <exception cref="RpcException">The message is larger than allowed; the target is unchanged then.</exception>
    internal void Write<T>(PooledBuffer target, T message, Action<T, SerializationContext> serializer, WriteFlags flags) =>
        Serialize(target, message, serializer, flags);

    /// <summary>
    /// Appends <paramref name="message"/> to <paramref name="target"/>, or returns it if it is so large that it had better
    /// be sent bit by bit.
    /// </summary>
    internal PooledBuffer? WriteUnlessLarge<T>(
        PipeWriter target, T message, Action<T, SerializationContext> serializer, WriteFlags flags)
    {
        Serialize(target, message, serializer, flags);
        var large = _large;
        _large = null;
        return large;
    }

    private void Serialize<T>(IBufferWriter<byte> target, T message, Action<T, SerializationContext> serializer, WriteFlags flags)
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
        catch
        {
            _large?.Release();
            _large = null;
            throw;
        }
        finally
        {
            _target = null!;
            _piece = default;
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
            BeginFrame();
        return this;
    }

    public override void Complete()
    {
        CheckNotCompleted();
        _completed = true;
        if (_prefixed)
        {
            if (_written != _announced)
                throw WrongLength(_written);
            if (!_piece.IsEmpty)
                _target.Advance(GrpcProtocol.PrefixSize + _written);
            return;
        }

        var payload = _staged is null ? [] : (ReadOnlySpan<byte>)_staged.WrittenSpan;
        if (_announced >= 0 && _announced != payload.Length)
            throw WrongLength(payload.Length);
        CheckSize(payload.Length);
        WriteFrame(payload);
    }

    void IBufferWriter<byte>.Advance(int count)
    {
        _written += count;
        if (_piece.IsEmpty)
            _target.Advance(count);
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) =>
        _piece.IsEmpty ? _target.GetMemory(Wanted(sizeHint)) : RestOfPiece(sizeHint);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) =>
        _piece.IsEmpty ? _target.GetSpan(Wanted(sizeHint)) : RestOfPiece(sizeHint).Span;

    /// <summary>The message follows, and its length is known.</summary>
    private void BeginFrame()
    {
        _prefixed = true;
        var size = GrpcProtocol.PrefixSize + _announced;
        if (size <= LargestPiece)
        {
            // One byte more: a writer is never empty-handed.
            _piece = _target.GetMemory(size + 1);
            FillPrefix(_piece.Span, _announced, compressed: false);
            return;
        }

        Reserve(size);
        WritePrefix(_announced, compressed: false);
    }

    private void Reserve(int size)
    {
        if (size > LargestDirect && _target is not PooledBuffer)
            _target = _large = new PooledBuffer();
        (_target as PooledBuffer)?.Reserve(size);
    }

    private int Wanted(int sizeHint) => sizeHint > 0 ? sizeHint : Math.Clamp(_announced - _written, 0, 4096);

    private Memory<byte> RestOfPiece(int sizeHint)
    {
        var start = GrpcProtocol.PrefixSize + _written;
        return _piece.Length - start >= Math.Max(sizeHint, 1) ? _piece[start..] : throw WrongLength(_written + sizeHint);
    }

    private void WriteFrame(ReadOnlySpan<byte> payload)
    {
        if (!_compress)
        {
            Reserve(GrpcProtocol.PrefixSize + payload.Length);
            WritePrefix(payload.Length, compressed: false);
            _target.Write(payload);
            return;
        }

        var compressed = new PooledBuffer();
        try
        {
            using (var stream = Compression!.CreateCompressionStream(new BufferStream(compressed), CompressionLevel))
                stream.Write(payload);
            Reserve(GrpcProtocol.PrefixSize + compressed.Length);
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
        FillPrefix(_target.GetSpan(GrpcProtocol.PrefixSize), length, compressed);
        _target.Advance(GrpcProtocol.PrefixSize);
    }

    private static void FillPrefix(Span<byte> prefix, int length, bool compressed)
    {
        prefix[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], length);
    }

    private InvalidOperationException WrongLength(int length) =>
        new($"The serializer announced {_announced} bytes and wrote {length}.");

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
