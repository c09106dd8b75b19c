using System.Buffers;
using System.Collections.Concurrent;
using Google.Protobuf;

namespace Arena.Dashboard.Storage;

/// <summary>
/// An append-only store within limits of size and age: the oldest segment goes as a whole. Every segment defines what its
/// items refer to, so none needs another. Appending is for one at a time; reading is free.
/// </summary>
/// <remarks>What was appended survives the end of the process, however abrupt; it is not forced to the disk.</remarks>
internal sealed class SegmentStore : IDisposable
{
    private readonly string _directory;
    private readonly StoreLimits _limits;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<int, Segment> _segments = new();
    private readonly Frame _frame = new();
    private Segment? _head;
    private int _nextNumber;
    private long _arrival;

    private SegmentStore(string directory, StoreLimits limits, TimeProvider time) => (_directory, _limits, _time) = (directory, limits, time);

    /// <summary>Entries of segments before this one are gone.</summary>
    public int OldestSegment { get; private set; }

    public long Bytes => _segments.Values.Sum(s => s.Length);

    /// <summary>Bytes at the ends of segments that a crash had torn.</summary>
    public long CutOff { get; private set; }

    /// <summary>Opens the store and hands every entry on, oldest first. New frames go into a new segment.</summary>
    public static SegmentStore Open(string directory, StoreLimits limits, TimeProvider time, FrameReader.EntryHandler onEntry)
    {
        Directory.CreateDirectory(directory);
        var store = new SegmentStore(directory, limits, time);
        foreach (var path in Segment.FilesIn(directory))
        {
            var segment = Segment.Open(path, onEntry, out var cutOff);
            store.CutOff += cutOff;
            if (segment is null)
                continue;
            store._segments[segment.Number] = segment;
            store._nextNumber = segment.Number + 1;
        }

        store.OldestSegment = store._segments.IsEmpty ? store._nextNumber : store._segments.Keys.Min();
        store.ApplyLimits();
        return store;
    }

    /// <summary>Begins a frame. First the limits are applied: see <see cref="OldestSegment"/> after it.</summary>
    public void Begin(long firstSequence)
    {
        _arrival = _time.GetUtcNow().ToUnixTimeMilliseconds();
        if (_head is null || _head.Length >= _limits.SegmentBytes)
        {
            _head?.Defined.Clear();
            _head = Segment.Create(_directory, _nextNumber++, _arrival);
            _segments[_head.Number] = _head;
            ApplyLimits();
        }

        _frame.Begin(_arrival, firstSequence);
    }

    /// <summary>Makes sure that the segment knows what the frame's items refer to.</summary>
    public void Define(EntryKind kind, int id, IMessage message, int first = 0, int second = 0)
    {
        if (_head!.Defined.TryGetValue((kind, id), out var known) && ReferenceEquals(known, message))
            return;
        _frame.Define(kind, id, first, second, message);
        _head.Defined[(kind, id)] = message;
    }

    /// <summary>Adds an item to the frame. Its place holds once <see cref="Commit"/> has returned.</summary>
    public EntryLocation Add(long sequence, int first, int second, IMessage message)
    {
        var (offset, length) = _frame.AddItem(sequence, first, second, message);
        return new EntryLocation(_head!.Number, checked((int)_head.Length + offset), length);
    }

    /// <summary>Writes the frame.</summary>
    /// <exception cref="IOException">It is not written; the store goes on with a new segment.</exception>
    public void Commit()
    {
        if (_frame.IsEmpty)
            return;
        try
        {
            _head!.Append(_frame.Seal().Span, _arrival);
        }
        catch
        {
            // What this frame defined may not be on disk, nor whole: nothing may follow it.
            _head = null;
            throw;
        }
    }

    /// <summary>The message at a place; null when it is gone by now.</summary>
    public T? Read<T>(EntryLocation location, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        if (!_segments.TryGetValue(location.Segment, out var segment))
            return null;
        var buffer = ArrayPool<byte>.Shared.Rent(location.Length);
        try
        {
            var bytes = buffer.AsSpan(0, location.Length);
            return segment.TryRead(location.Offset, bytes) ? parser.ParseFrom(bytes) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Drops the oldest segments while there are too many bytes, or what they hold is too old.</summary>
    public void ApplyLimits()
    {
        var oldest = _time.GetUtcNow().ToUnixTimeMilliseconds() - (long)_limits.MaxAge.TotalMilliseconds;
        var bytes = Bytes;
        foreach (var segment in _segments.Values.OrderBy(s => s.Number))
        {
            if (segment == _head || (bytes <= _limits.MaxBytes && segment.LastArrival >= oldest))
                break;
            bytes -= segment.Length;
            _segments.TryRemove(segment.Number, out _);
            segment.Delete();
        }

        OldestSegment = _segments.IsEmpty ? _nextNumber : _segments.Keys.Min();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _head = null;
        foreach (var segment in _segments.Values)
            segment.Delete();
        _segments.Clear();
        OldestSegment = _nextNumber;
    }

    public void Dispose()
    {
        foreach (var segment in _segments.Values)
            segment.Dispose();
    }
}
