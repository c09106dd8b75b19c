using System.Diagnostics.Metrics;

namespace Arena.ServiceDefaults.Guard;

internal sealed class GuardInstruments
{
    public const string Name = "Arena.Guard";

    private readonly Counter<long> _attempts;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _timeouts;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _fallbacks;

    public GuardInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _attempts = meter.CreateCounter<long>("arena.guard.attempts", "{attempt}", "Attempts to call a dependency.");
        _retries = meter.CreateCounter<long>("arena.guard.retries", "{retry}", "Attempts that failed and were followed by another.");
        _timeouts = meter.CreateCounter<long>("arena.guard.timeouts", "{attempt}", "Attempts that took too long and were cancelled.");
        _opened = meter.CreateCounter<long>("arena.guard.opened", "{opening}", "Times the circuit to a dependency opened.");
        _fallbacks = meter.CreateCounter<long>("arena.guard.fallbacks", "{call}", "Calls that were answered by their fallback.");
    }

    public void Attempted(string dependency) => _attempts.Add(1, Tag(dependency));

    public void Retried(string dependency) => _retries.Add(1, Tag(dependency));

    public void TimedOut(string dependency) => _timeouts.Add(1, Tag(dependency));

    public void Opened(string dependency) => _opened.Add(1, Tag(dependency));

    public void FellBack(string dependency) => _fallbacks.Add(1, Tag(dependency));

    private static KeyValuePair<string, object?> Tag(string dependency) => new("dependency", dependency);
}
