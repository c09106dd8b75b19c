using System.Diagnostics.Metrics;

namespace Arena.Dashboard.Intake;

/// <summary>What came in, and what was turned away.</summary>
internal sealed class IntakeInstruments
{
    private readonly Counter<long> _items;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _refusals;

    public IntakeInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Arena.Dashboard");
        _items = meter.CreateCounter<long>("arena.dashboard.intake.items", "{item}", "Log records, spans and data points that came in.");
        _rejected = meter.CreateCounter<long>("arena.dashboard.intake.rejected", "{item}", "Those of them that were not stored.");
        _refusals = meter.CreateCounter<long>("arena.dashboard.intake.refusals", "{request}", "Requests that were turned away whole.");
    }

    public void Accept(string signal, int items, int rejected)
    {
        _items.Add(items, new KeyValuePair<string, object?>("signal", signal));
        if (rejected > 0)
            _rejected.Add(rejected, new KeyValuePair<string, object?>("signal", signal));
    }

    public void Refuse(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
