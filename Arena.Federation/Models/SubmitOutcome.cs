namespace Arena.Federation.Models;

/// <summary>What became of an update.</summary>
internal abstract record SubmitOutcome
{
    /// <param name="Version">The model's version after the update.</param>
    /// <param name="WaitingFor">Updates that the round, or the next one, still needs.</param>
    public sealed record Accepted(long Version, bool RoundClosed, int WaitingFor) : SubmitOutcome;

    public sealed record WrongVersion(long Current) : SubmitOutcome;

    public sealed record Unusable(string Reason) : SubmitOutcome;
}
