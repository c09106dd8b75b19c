using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Arena.ServiceDefaults.Flags;

/// <summary>How often this service has gone by which flag.</summary>
public sealed class FlagInstruments
{
    private readonly Counter<long> _evaluated;
    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);

    public FlagInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create("Arena.ServiceDefaults");
        _evaluated = meter.CreateCounter<long>(
            "arena.flags.evaluated", "{evaluation}", "How often a flag was gone by, by what it was: on, off or a variant.");
    }

    /// <summary>How often, since the service started.</summary>
    /// <param name="key">The flag's name among all tenants'.</param>
    public long CountOf(string key) => _counts.TryGetValue(key, out var count) ? count.Value : 0;

    internal void Evaluated(string key, FlagAnswer answer)
    {
        _counts.GetOrAdd(key, _ => new Count()).Add();
        _evaluated.Add(1, new("flag", key), new("variant", answer.Variant ?? (answer.IsOn ? "on" : "off")));
    }

    private sealed class Count
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add() => Interlocked.Increment(ref _value);
    }
}
