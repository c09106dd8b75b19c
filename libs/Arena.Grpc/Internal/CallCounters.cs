using System.Diagnostics.Tracing;
using System.Numerics;

namespace Grpc.Net.Internal;

/// <summary>
/// The running totals of one side, under the names <c>dotnet-counters</c> knows them by. Every call touches them
/// several times, so they are kept in stripes some cache lines apart, and threads rarely meet on one.
/// </summary>
internal sealed class CallCounters
{
    private const int StripeLength = 16;

    private readonly List<PollingCounter> _published = [];
    private readonly long[] _totals = new long[StripeLength * BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount)];

    private enum Total
    {
        Started,
        Stopped,
        Failed,
        DeadlineExceeded,
        Unimplemented,
        Sent,
        Received,
    }

    internal long Calls => Sum(Total.Started);

    /// <summary>Calls under way.</summary>
    internal long Current
    {
        get
        {
            var stopped = Sum(Total.Stopped);
            return Sum(Total.Started) - stopped;
        }
    }

    internal void Started() => Add(Total.Started, 1);

    internal void Stopped() => Add(Total.Stopped, 1);

    internal void Failed() => Add(Total.Failed, 1);

    internal void DeadlineExceeded() => Add(Total.DeadlineExceeded, 1);

    internal void Unimplemented() => Add(Total.Unimplemented, 1);

    internal void Sent(int messages) => Add(Total.Sent, messages);

    internal void Received(int messages) => Add(Total.Received, messages);

    /// <summary>Makes the counters when somebody first listens; they stay from then on.</summary>
    internal void Publish(EventSource source)
    {
        lock (_published)
        {
            if (_published.Count > 0)
                return;
            Show("total-calls", "Total Calls", () => Calls);
            Show("current-calls", "Current Calls", () => Current);
            Show("calls-failed", "Total Calls Failed", () => Sum(Total.Failed));
            Show("calls-deadline-exceeded", "Total Calls Deadline Exceeded", () => Sum(Total.DeadlineExceeded));
            Show("messages-sent", "Total Messages Sent", () => Sum(Total.Sent));
            Show("messages-received", "Total Messages Received", () => Sum(Total.Received));
            Show("calls-unimplemented", "Total Calls Unimplemented", () => Sum(Total.Unimplemented));
        }

        void Show(string name, string display, Func<double> value) =>
            _published.Add(new PollingCounter(name, source, value) { DisplayName = display });
    }

    private void Add(Total total, int count)
    {
        var stripe = Environment.CurrentManagedThreadId * StripeLength & (_totals.Length - 1);
        Interlocked.Add(ref _totals[stripe + (int)total], count);
    }

    private long Sum(Total total)
    {
        var sum = 0L;
        for (var i = (int)total; i < _totals.Length; i += StripeLength)
            sum += Volatile.Read(ref _totals[i]);
        return sum;
    }
}
