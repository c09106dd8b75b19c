using System.Diagnostics.Metrics;

namespace Arena.ControlPlane.Leagues;

internal sealed class LeagueInstruments(IMeterFactory meters)
{
    public const string Name = "Arena.ControlPlane.Leagues";

    private readonly Meter _meter = meters.Create(Name);

    /// <summary>Every replica tells the same, since all of them know all leagues: the largest is to be taken, not the sum.</summary>
    public void Observe(LeagueDirectory directory)
    {
        _meter.CreateObservableGauge("arena.leagues.running", () => directory.Running.Count, "{league}", "Leagues that have not ended.");
        _meter.CreateObservableGauge(
            "arena.leagues.remaining", () => directory.Running.Where(league => league.HandsOut).Sum(league => league.Remaining), "{match}",
            "Matches without a result of leagues that go on.");
    }
}
