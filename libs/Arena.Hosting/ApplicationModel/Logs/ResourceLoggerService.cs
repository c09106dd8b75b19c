using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Arena.Hosting.ApplicationModel;

/// <summary>The console lines of every instance: the last ten thousand of each, and whatever comes.</summary>
public class ResourceLoggerService : IDisposable
{
    private const int BatchSize = 500;

    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Channel<LogSubscriber> _subscribers = Channel.CreateBounded<LogSubscriber>(new BoundedChannelOptions(1_024) { FullMode = BoundedChannelFullMode.DropOldest });

    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(resource.Name);
    }

    public ILogger GetLogger(string resourceName) => new ResourceLogger(Of(resourceName).Append);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <summary>The lines so far, then the new ones as they come, until the application ends.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => WatchLinesAsync(resourceName);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(resource.Name);
    }

    /// <summary>The lines so far.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var batch in Of(resourceName).Snapshot().Chunk(BatchSize))
            yield return batch;
    }

    public async IAsyncEnumerable<LogSubscriber> WatchAnySubscribersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var (name, log) in _logs)
        {
            if (log.HasWatchers)
                yield return new LogSubscriber(name, AnySubscribers: true);
        }

        await foreach (var change in _subscribers.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            yield return change;
    }

    public void ClearBacklog(string resourceName) => Of(resourceName).Clear();

    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(resource.Name);
    }

    public void Complete(string name) => Of(name).Complete();

    public void Dispose()
    {
        foreach (var log in _logs.Values)
            log.Complete();
        _subscribers.Writer.TryComplete();
        GC.SuppressFinalize(this);
    }

    internal ResourceLog Of(string name) => _logs.GetOrAdd(name, _ => new ResourceLog());

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchLinesAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var log = Of(name);
        var channel = log.Subscribe();
        _subscribers.Writer.TryWrite(new LogSubscriber(name, AnySubscribers: true));
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = new List<LogLine>();
                while (batch.Count < BatchSize && channel.Reader.TryRead(out var line))
                    batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            log.Unsubscribe(channel);
            if (!log.HasWatchers)
                _subscribers.Writer.TryWrite(new LogSubscriber(name, AnySubscribers: false));
        }
    }
}
