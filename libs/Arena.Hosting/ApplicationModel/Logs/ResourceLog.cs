using System.Threading.Channels;

namespace Arena.Hosting.ApplicationModel;

/// <summary>The last lines of one instance, and who wants the next ones. Both are bounded: the oldest lines are forgotten.</summary>
internal sealed class ResourceLog
{
    public const int Capacity = 10_000;
    private const int WatcherCapacity = 4 * Capacity;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _count;
    private bool _isComplete;

    public bool HasWatchers
    {
        get
        {
            lock (_gate)
                return _watchers.Count > 0;
        }
    }

    public void Append(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new LogLine(++_count, content, isError);
            if (_lines.Count == Capacity)
                _lines.Dequeue();
            _lines.Enqueue(line);
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(line);
        }
    }

    public IReadOnlyList<LogLine> Snapshot()
    {
        lock (_gate)
            return [.. _lines];
    }

    /// <summary>The lines so far, and then whatever comes.</summary>
    public Channel<LogLine> Subscribe()
    {
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(WatcherCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_gate)
        {
            foreach (var line in _lines)
                channel.Writer.TryWrite(line);
            if (_isComplete)
                channel.Writer.TryComplete();
            _watchers.Add(channel);
        }

        return channel;
    }

    public void Unsubscribe(Channel<LogLine> channel)
    {
        lock (_gate)
            _watchers.Remove(channel);
    }

    public void Clear()
    {
        lock (_gate)
            _lines.Clear();
    }

    /// <summary>No more lines will come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            foreach (var watcher in _watchers)
                watcher.Writer.TryComplete();
        }
    }
}
