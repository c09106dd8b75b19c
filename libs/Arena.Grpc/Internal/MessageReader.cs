using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Internal;

/// <summary>
/// Takes length-prefixed messages out of a pipe. What one read of the pipe brought is held until every whole message
/// in it has been taken; only then is the pipe touched again. One reader at a time; <see cref="Close"/> may come
/// from anywhere at any time.
/// </summary>
internal sealed class MessageReader<T>(
    PipeReader pipe, Func<DeserializationContext, T> deserializer, int? maxMessageSize, bool ownsPipe, ICallTraffic traffic)
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Closed = 2;
    private const int BusyClosing = 3;

    private readonly MessageParser _parser = new() { MaxMessageSize = maxMessageSize };
    private ReadOnlySequence<byte> _held;
    private ArraySegment<byte> _run = ArraySegment<byte>.Empty;
    private int _runTaken;
    private LargeMessage? _large;
    private bool _holding;
    private bool _pipeEnded;
    private int _state;
    private int _taken;

    /// <summary>The encoding of compressed messages; null when the headers announced none.</summary>
    internal ICompressionProvider? Compression
    {
        set => _parser.Compression = value;
    }

    /// <summary>The message that was read last.</summary>
    internal T Current { get; private set; } = default!;

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
                    return partial == 0 && _large is null ? false : throw MessageParser.Incomplete();
                if (_large is not null && pipe is IDirectSource source)
                {
                    await FillAsync(_large, source, cancellationToken).ConfigureAwait(false);
                    return TryTakeLarge();
                }

                Hold(await pipe.ReadAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>
    /// Reads the only message of a stream, up to and including the end of the stream. For a reader that nobody else has.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<T> ReadSingleAsync(CancellationToken cancellationToken)
    {
        var taken = false;
        while (true)
        {
            Hold(await pipe.ReadAsync(cancellationToken).ConfigureAwait(false));
            taken = taken || TryTake();
            Settle();
            if (taken && !_held.IsEmpty)
                throw MessageParser.Additional();
            if (_pipeEnded)
                return taken ? Current : throw MessageParser.Incomplete();
            Advance(_held.End);
        }
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

    private void Hold(in ReadResult read)
    {
        (_held, _holding, _pipeEnded) = (read.Buffer, true, read.IsCompleted);
        StartRun();
        if (read.IsCanceled)
            throw new OperationCanceledException("The read was cancelled.");
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
        {
            Settle();
            Advance(_held.Start);
        }

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
        if (TryTakeFromRun())
            return true;
        Settle();
        if (!_parser.TryReadPrefix(_held, out var flag, out var length))
            return false;
        if (_held.Length - GrpcProtocol.PrefixSize < length)
        {
            if (length < LargeMessage.Threshold)
                return false;
            _large = new LargeMessage(flag, length);
            _held = _held.Slice(GrpcProtocol.PrefixSize);
            return TryTakeLarge();
        }

        var payload = _held.Slice(GrpcProtocol.PrefixSize, length);
        Take(flag, payload);
        _held = _held.Slice(payload.End);
        StartRun();
        return true;
    }

    /// <summary>
    /// Most messages lie whole in the first segment of what is held. There, taking one is counting up: slicing the
    /// sequence at every message would cost more than all else here.
    /// </summary>
    private bool TryTakeFromRun()
    {
        var rest = _run.AsSpan(_runTaken);
        if (rest.Length < GrpcProtocol.PrefixSize)
            return false;
        var length = _parser.ReadPrefix(rest, out var flag);
        if (rest.Length - GrpcProtocol.PrefixSize < length)
            return false;
        Take(flag, new ReadOnlySequence<byte>(_run.Array!, _run.Offset + _runTaken + GrpcProtocol.PrefixSize, length));
        _runTaken += GrpcProtocol.PrefixSize + length;
        return true;
    }

    private void StartRun()
    {
        _runTaken = 0;
        if (!MemoryMarshal.TryGetArray(_held.First, out _run))
            _run = ArraySegment<byte>.Empty;
    }

    /// <summary>What is held begins again where the next message does.</summary>
    private void Settle()
    {
        if (_runTaken > 0)
            _held = _held.Slice(_runTaken);
        (_run, _runTaken) = (ArraySegment<byte>.Empty, 0);
    }

    /// <summary>The pipe is empty and the message is large: the rest of it need not pass through.</summary>
    private static async ValueTask FillAsync(LargeMessage message, IDirectSource source, CancellationToken cancellationToken)
    {
        while (!message.IsWhole)
            message.Advance(
                await source.ReadAsync(message.Room(), cancellationToken).ConfigureAwait(false) is var count and > 0
                    ? count
                    : throw MessageParser.Incomplete());
    }

    private bool TryTakeLarge()
    {
        Settle();
        _held = _large!.Fill(_held);
        if (!_large.IsWhole)
            return false;
        StartRun();
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
        Current = _parser.Parse(flag, payload, deserializer);
        _taken++;
    }
}
