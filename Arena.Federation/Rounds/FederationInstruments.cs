using System.Diagnostics.Metrics;

namespace Arena.Federation.Rounds;

internal sealed class FederationInstruments
{
    private readonly Counter<long> _updates;
    private readonly Counter<long> _rounds;

    public FederationInstruments(IMeterFactory meters)
    {
        var meter = meters.Create("Arena.Federation");
        _updates = meter.CreateCounter<long>("arena.federation.updates", "{update}", "Client updates, by whether they were accepted.");
        _rounds = meter.CreateCounter<long>("arena.federation.rounds", "{round}", "Rounds aggregated.");
    }

    public void Updated(bool accepted) => _updates.Add(1, new KeyValuePair<string, object?>("accepted", accepted));

    public void RoundClosed() => _rounds.Add(1);
}
