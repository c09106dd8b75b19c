using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Document;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Leagues;

/// <summary>What came of a wish to start a league.</summary>
internal abstract record StartOutcome
{
    public sealed record Started(LeagueState State) : StartOutcome;

    /// <summary>The document has faults; nothing was started.</summary>
    public sealed record Invalid(IReadOnlyList<LeagueFault> Faults) : StartOutcome
    {
        /// <summary>One line per fault.</summary>
        public string Message => string.Join('\n', Faults.Select(f => $"{f.Path}: {f.Message}"));
    }

    /// <summary>A flag is off: no league is started.</summary>
    public sealed record SwitchedOff(string Message) : StartOutcome;

    /// <summary>The tenant would have more than its quota; nothing was started.</summary>
    public sealed record QuotaExceeded(QuotaExceededException Quota) : StartOutcome;

    /// <summary>The id belongs to a league with another document.</summary>
    public sealed record Taken(LeagueEntry Existing, IReadOnlyList<LeagueFault> Differences) : StartOutcome
    {
        /// <summary>A line, and then one for each difference.</summary>
        public string Message => string.Join('\n', Differences.Select(d => d.ToString()).Prepend(Headline));

        public string Headline =>
            $"League id '{TenantName.Plain(Existing.Id)}' is taken by a league with another document "
            + $"({Existing.Name}, started {Existing.CreatedAt:u}).";
    }
}
