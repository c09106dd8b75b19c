using Arena.Core.Leagues.Document;

namespace Arena.ControlPlane.Trials;

/// <summary>What came of a wish to try a league.</summary>
internal abstract record TrialOutcome
{
    public sealed record Played(Trial Trial) : TrialOutcome;

    /// <summary>The document has faults, or is of a league that cannot be tried here; nothing was played.</summary>
    public sealed record Invalid(IReadOnlyList<LeagueFault> Faults) : TrialOutcome;

    /// <summary>Somebody else's league is being tried.</summary>
    public sealed record Busy : TrialOutcome
    {
        public const string Message = "Another league is being tried, and only one is at a time: try again in some seconds.";
    }
}
