using Grpc.Core;

namespace Grpc.Net.Internal;

/// <summary>
/// The writing half of a stream. Writers append framed messages to one buffer; a single pump sends whatever has
/// gathered, so messages written while a send is under way leave together. The first message of a burst leaves at
/// once, on the writer's thread. A write completes at once below <see cref="HighWaterMark"/>, and above it when the
/// pump has taken the buffer. An idle pump holds no rented memory.
/// </summary>
internal abstract class MessagePump(MessageFramer framer, ICallTraffic traffic)
{
    /// <summary>Bytes that may wait for the pump before a write does.</summary>
    internal const int HighWaterMark = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly MessageFramer _framer = framer;
    private PooledBuffer _gathering = new();
    private PooledBuffer _sending = new();
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _drained;
    private Exception? _failure;
    private int _gathered;
    private bool _attached;
    private bool _pumping;
    private bool _completed;

    /// <summary>Sends a batch. Returns when the next may follow.</summary>
    protected abstract ValueTask SendAsync(ReadOnlyMemory<byte> batch);

    /// <summary>Is told, once, that the pump has stopped for good.</summary>
    protected virtual void OnFailed()
    {
    }

    /// <summary>Why writing after completion fails.</summary>
    protected abstract Exception CompletedError();

    /// <summary>Appends a message. The only callback under the lock is the serializer, which must not call back.</summary>
    internal Task Write<T>(T message, Action<T, SerializationContext> serializer, WriteFlags flags)
    {
        Task result;
        lock (_lock)
        {
            if (_failure is not null)
                return Task.FromException(_failure);
            if (_completed)
                return Task.FromException(CompletedError());
            if (_room is not null)
                return Task.FromException(new InvalidOperationException(
                    "Can't write the message because the previous write is in progress."));

            var start = _gathering.Length;
            try
            {
                _framer.Write(_gathering, message, serializer, flags);
            }
            catch (Exception ex)
            {
                _gathering.Truncate(start);
                return Task.FromException(ex);
            }

            _gathered++;
            if (_gathering.Length >= HighWaterMark)
            {
                _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                result = _room.Task;
            }
            else
            {
                result = Task.CompletedTask;
            }

            if (!_attached || _pumping)
                return result;
            _pumping = true;
        }

        if ((flags & WriteFlags.BufferHint) != 0)
            ThreadPool.UnsafeQueueUserWorkItem(static pump => _ = pump.PumpAsync(), this, preferLocal: false);
        else
            _ = PumpAsync();
        return result;
    }

    /// <summary>The transport is there: from now on messages leave.</summary>
    internal void Attach()
    {
        lock (_lock)
        {
            _attached = true;
            if (_pumping || _gathering.Length == 0)
                return;
            _pumping = true;
        }

        _ = PumpAsync();
    }

    /// <summary>Takes no more messages; done when all have been sent. Its continuation runs on the pump.</summary>
    internal Task CompleteAsync()
    {
        lock (_lock)
        {
            _completed = true;
            if (_failure is not null)
                return Task.FromException(_failure);
            if (!_pumping && _gathering.Length == 0)
                return Task.CompletedTask;
            return (_drained ??= new TaskCompletionSource()).Task;
        }
    }

    /// <summary>Stops for good: what has gathered is dropped, and waiting and later writes fail.</summary>
    internal void Fail(Exception exception)
    {
        TaskCompletionSource? room;
        TaskCompletionSource? drained;
        lock (_lock)
        {
            if (_failure is not null)
                return;
            _failure = exception;
            _gathering.Release();
            (room, _room) = (_room, null);
            (drained, _drained) = (_drained, null);
        }

        OnFailed();
        Fault(room, exception);
        Fault(drained, exception);
    }

    private static void Fault(TaskCompletionSource? waiter, Exception error)
    {
        if (waiter is null)
            return;
        waiter.SetException(error);
        _ = waiter.Task.Exception;
    }

    private async Task PumpAsync()
    {
        try
        {
            while (TakeBatch(out var messages))
            {
                await SendAsync(_sending.WrittenMemory).ConfigureAwait(false);
                traffic.Sent(messages);
            }
        }
        catch (Exception ex)
        {
            lock (_lock)
            {
                _pumping = false;
                _sending.Release();
            }

            Fail(ex);
        }
    }

    /// <summary>Swaps the buffers; false, and the pump idle, when nothing has gathered.</summary>
    private bool TakeBatch(out int messages)
    {
        TaskCompletionSource? room;
        TaskCompletionSource? drained = null;
        bool more;
        lock (_lock)
        {
            _sending.Truncate(0);
            (messages, _gathered) = (_gathered, 0);
            more = _gathering.Length > 0 && _failure is null;
            if (more)
            {
                (_gathering, _sending) = (_sending, _gathering);
            }
            else
            {
                _sending.Release();
                _gathering.Release();
                _pumping = false;
                (drained, _drained) = (_drained, null);
            }

            (room, _room) = (_room, null);
        }

        room?.TrySetResult();
        drained?.TrySetResult();
        return more;
    }
}
