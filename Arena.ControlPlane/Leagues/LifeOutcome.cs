using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Leagues;

/// <summary>What came of a wish to pause, resume or stop a league.</summary>
internal abstract record LifeOutcome
{
    /// <summary>It is what it was to be, from now on or from before.</summary>
    public sealed record Changed(LeagueProgress Progress) : LifeOutcome;

    /// <summary>No league has this id.</summary>
    public sealed record NotFound(string Message) : LifeOutcome;

    /// <summary>Somebody has changed it since the caller has seen it; nothing was changed.</summary>
    public sealed record Stale(LeagueEntry Entry, long Wanted) : LifeOutcome
    {
        public string Message => $"League '{TenantName.Plain(Entry.Id)}' has version {Entry.Version} by now, not {Wanted}.";
    }

    /// <summary>It has ended; nothing was changed.</summary>
    public sealed record Refused(LeagueEntry Entry, LeaguePhase Wanted) : LifeOutcome
    {
        public string Message =>
            $"League '{TenantName.Plain(Entry.Id)}' cannot be {Deed}: found it {PhaseWord.Of(Entry.Phase)}; wanted it running or paused.";

        private string Deed => Wanted == LeaguePhase.Running ? "resumed" : PhaseWord.Of(Wanted);
    }
}
