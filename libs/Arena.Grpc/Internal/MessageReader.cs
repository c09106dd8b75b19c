using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Internal;

/// <summary>
/// Takes length-prefixed messages out of a pipe. What one read of the pipe brought is held until every whole message
/// in it has been taken; only then is the pipe touched again. One reader at a time; <see cref="Close"/> may come
/// from anywhere at any time. To the deserializer it is the context that shows the payload where it lies.
/// </summary>
internal sealed class MessageReader<T>(
    PipeReader pipe, Func<DeserializationContext, T> deserializer, int? maxMessageSize, bool ownsPipe, ICallTraffic traffic)
    : DeserializationContext
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Closed = 2;
    private const int BusyClosing = 3;

    private ReadOnlySequence<byte> _held;
    private ReadOnlySequence<byte> _payload;
    private LargeMessage? _large;
    private bool _holding;
    private bool _pipeEnded;
    private int _state;
    private int _taken;

    /// <summary>The encoding of compressed messages; null when the headers announced none.</summary>
    internal ICompressionProvider? Compression { get; set; }

    /// <summary>The message that was read last.</summary>
    internal T Current { get; private set; } = default!;

    public override int PayloadLength => (int)_payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <summary>Takes a message out of what is held, without waiting. False when that needs a read.</summary>
    internal bool TryRead()
    {
        if (!_holding || !Enter())
            return false;
        try
        {
            return TryTake();
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Reads the next message into <see cref="Current"/>; false at the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!Enter())
            throw new InvalidOperationException(
                Volatile.Read(ref _state) is Busy
                    ? "Can't read the next message because the previous read is still in progress."
                    : "Can't read messages after the call is complete.");
        try
        {
            while (true)
            {
                if (_holding && TryTake())
                    return true;
                var partial = _holding ? _held.Length : 0;
                if (_holding)
                    Advance(_held.End);
                if (_pipeEnded)
                    return partial == 0 && _large is null ? false : throw Incomplete();
                if (_large is not null && pipe is IDirectSource source)
                {
                    await FillAsync(_large, source, cancellationToken).ConfigureAwait(false);
                    return TryTakeLarge();
                }

                var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                _held = result.Buffer;
                _holding = true;
                _pipeEnded = result.IsCompleted;
                if (result.IsCanceled)
                    throw new OperationCanceledException("The read was cancelled.");
            }
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Takes the only message of a stream if all of it has arrived, its end included; false when that needs a wait.</summary>
    internal bool TryReadSingle()
    {
        if (!pipe.TryRead(out var result))
            return false;
        if (!result.IsCompleted || result.IsCanceled)
        {
            pipe.AdvanceTo(result.Buffer.Start);
            return false;
        }

        (_held, _holding, _pipeEnded) = (result.Buffer, true, true);
        if (!TryTake())
            throw Incomplete();
        return _held.IsEmpty ? true : throw Additional();
    }

    /// <summary>Reads the only message of a stream, up to and including the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<T> ReadSingleAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken).ConfigureAwait(false))
            throw Incomplete();
        var message = Current;
        if (await ReadAsync(cancellationToken).ConfigureAwait(false))
            throw Additional();
        return message;
    }

    /// <summary>Lets go of the pipe, now or when the read in progress ends.</summary>
    internal void Close()
    {
        while (true)
        {
            switch (Volatile.Read(ref _state))
            {
                case Idle when Interlocked.CompareExchange(ref _state, Closed, Idle) == Idle:
                    LetGo();
                    return;
                case Busy when Interlocked.CompareExchange(ref _state, BusyClosing, Busy) == Busy:
                case Closed or BusyClosing:
                    return;
            }
        }
    }

    private bool Enter() => Interlocked.CompareExchange(ref _state, Busy, Idle) == Idle;

    private void Exit()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Busy) == Busy)
            return;
        Volatile.Write(ref _state, Closed);
        LetGo();
    }

    private void LetGo()
    {
        if (_holding)
            Advance(_held.Start);
        _large?.Release();
        _large = null;
        if (ownsPipe)
            pipe.Complete();
    }

    /// <summary>Gives back what is consumed; what is left stays in the pipe for the next read.</summary>
    private void Advance(SequencePosition examined)
    {
        var consumed = _held.Start;
        _held = default;
        _holding = false;
        pipe.AdvanceTo(consumed, examined);
        traffic.Received(_taken);
        _taken = 0;
    }

    private bool TryTake()
    {
        if (_large is not null)
            return TryTakeLarge();
        if (_held.Length < GrpcProtocol.PrefixSize)
            return false;
        Span<byte> prefix = stackalloc byte[GrpcProtocol.PrefixSize];
        var first = _held.FirstSpan;
        if (first.Length >= GrpcProtocol.PrefixSize)
            first[..GrpcProtocol.PrefixSize].CopyTo(prefix);
        else
            _held.Slice(0, GrpcProtocol.PrefixSize).CopyTo(prefix);

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > (uint)(maxMessageSize ?? int.MaxValue))
            throw TooLarge();
        if (_held.Length - GrpcProtocol.PrefixSize < length)
        {
            if (length < LargeMessage.Threshold)
                return false;
            _large = new LargeMessage(prefix[0], (int)length);
            _held = _held.Slice(GrpcProtocol.PrefixSize);
            return TryTakeLarge();
        }

        var payload = _held.Slice(GrpcProtocol.PrefixSize, length);
        Take(prefix[0], payload);
        _held = _held.Slice(payload.End);
        return true;
    }

    /// <summary>The pipe is empty and the message is large: the rest of it need not pass through.</summary>
    private static async ValueTask FillAsync(LargeMessage message, IDirectSource source, CancellationToken cancellationToken)
    {
        while (!message.IsWhole)
            message.Advance(
                await source.ReadAsync(message.Room(), cancellationToken).ConfigureAwait(false) is var count and > 0
                    ? count
                    : throw Incomplete());
    }

    private bool TryTakeLarge()
    {
        _held = _large!.Fill(_held);
        if (!_large.IsWhole)
            return false;
        try
        {
            Take(_large.Flag, _large.Payload);
            return true;
        }
        finally
        {
            _large.Release();
            _large = null;
        }
    }

    private void Take(byte flag, in ReadOnlySequence<byte> payload)
    {
        Current = flag switch
        {
            0 => Deserialize(payload),
            1 => DeserializeCompressed(payload),
            _ => throw new RpcException(new Status(
                StatusCode.Internal, $"Unexpected compressed flag value {flag} in message header.")),
        };
        _taken++;
    }

    private T Deserialize(in ReadOnlySequence<byte> payload)
    {
        _payload = payload;
        try
        {
            return deserializer(this);
        }
        catch (Exception ex) when (ex is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"Failed to deserialize a message: {ex.Message}", ex));
        }
        finally
        {
            _payload = default;
        }
    }

    private T DeserializeCompressed(in ReadOnlySequence<byte> payload)
    {
        if (Compression is null)
            throw new RpcException(new Status(
                StatusCode.Internal, "A compressed message arrived, but the headers announced no encoding that is spoken here."));

        var plain = new PooledBuffer();
        try
        {
            using (var stream = Compression.CreateDecompressionStream(new SequenceStream(payload)))
                Inflate(stream, plain);
            return Deserialize(new ReadOnlySequence<byte>(plain.WrittenMemory));
        }
        catch (InvalidDataException ex)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The {Compression.EncodingName} message is corrupt.", ex));
        }
        finally
        {
            plain.Release();
        }
    }

    /// <summary>The limit holds for what comes out: a small bomb stops at it.</summary>
    private void Inflate(Stream stream, PooledBuffer plain)
    {
        while (stream.Read(plain.GetSpan(4096)) is var count and > 0)
        {
            plain.Advance(count);
            if (plain.Length > maxMessageSize)
                throw TooLarge();
        }
    }

    private static RpcException Incomplete() => new(new Status(StatusCode.Internal, "Incomplete message."));

    private static RpcException Additional() =>
        new(new Status(StatusCode.Internal, "Additional data after the message received."));

    private RpcException TooLarge() => new(new Status(
        StatusCode.ResourceExhausted, $"Received message exceeds the maximum of {maxMessageSize} bytes."));
}
