using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Leagues;

/// <summary>What came of a wish to pause, resume or stop a league.</summary>
internal abstract record LifeOutcome
{
    /// <summary>It is what it was to be, from now on or from before.</summary>
    public sealed record Changed((LeagueEntry Entry, int Played, int Forfeited) Progress) : LifeOutcome;

    /// <summary>No league has this id.</summary>
    public sealed record NotFound(string Message) : LifeOutcome;

    /// <summary>It has ended; nothing was changed.</summary>
    public sealed record Refused(LeagueEntry Entry, LeaguePhase Wanted) : LifeOutcome
    {
        public string Message =>
            $"League '{Entry.Id}' cannot be {(Wanted == LeaguePhase.Running ? "resumed" : LeagueJson.Word(Wanted))}: found it {LeagueJson.Word(Entry.Phase)}; wanted it running or paused.";
    }
}
