using System.Diagnostics.Tracing;

namespace Grpc.Net.Internal;

/// <summary>The running totals of one side, under the names <c>dotnet-counters</c> knows them by.</summary>
internal sealed class CallCounters
{
    private readonly List<PollingCounter> _published = [];
    private long _total;
    private long _current;
    private long _failed;
    private long _deadlineExceeded;
    private long _unimplemented;
    private long _sent;
    private long _received;

    internal long Current => Volatile.Read(ref _current);

    internal long Total => Volatile.Read(ref _total);

    internal void Started()
    {
        Interlocked.Increment(ref _total);
        Interlocked.Increment(ref _current);
    }

    internal void Stopped() => Interlocked.Decrement(ref _current);

    internal void Failed() => Interlocked.Increment(ref _failed);

    internal void DeadlineExceeded() => Interlocked.Increment(ref _deadlineExceeded);

    internal void Unimplemented() => Interlocked.Increment(ref _unimplemented);

    internal void Sent(int messages) => Interlocked.Add(ref _sent, messages);

    internal void Received(int messages) => Interlocked.Add(ref _received, messages);

    /// <summary>Makes the counters when somebody first listens; they stay from then on.</summary>
    internal void Publish(EventSource source)
    {
        lock (_published)
        {
            if (_published.Count > 0)
                return;
            Add("total-calls", "Total Calls", () => Volatile.Read(ref _total));
            Add("current-calls", "Current Calls", () => Volatile.Read(ref _current));
            Add("calls-failed", "Total Calls Failed", () => Volatile.Read(ref _failed));
            Add("calls-deadline-exceeded", "Total Calls Deadline Exceeded", () => Volatile.Read(ref _deadlineExceeded));
            Add("messages-sent", "Total Messages Sent", () => Volatile.Read(ref _sent));
            Add("messages-received", "Total Messages Received", () => Volatile.Read(ref _received));
            Add("calls-unimplemented", "Total Calls Unimplemented", () => Volatile.Read(ref _unimplemented));
        }

        void Add(string name, string display, Func<double> value) =>
            _published.Add(new PollingCounter(name, source, value) { DisplayName = display });
    }
}
