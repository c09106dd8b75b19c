namespace Arena.Federation.Rounds;

/// <summary>What became of an update.</summary>
internal abstract record SubmitOutcome
{
    /// <summary>It counts, now or since it was sent first.</summary>
    /// <param name="Version">The model's version after the update.</param>
    /// <param name="RoundClosed">Whether it is in that version.</param>
    /// <param name="WaitingFor">Updates that the round, or the next one, still needs.</param>
    public sealed record Accepted(long Version, bool RoundClosed, int WaitingFor) : SubmitOutcome;

    public sealed record WrongVersion(long Current) : SubmitOutcome;

    /// <summary>The client has another update in the round, which stays.</summary>
    public sealed record Conflicting : SubmitOutcome;

    /// <summary>All rounds are over.</summary>
    public sealed record Complete(long Rounds) : SubmitOutcome;

    public sealed record Unusable(string Reason) : SubmitOutcome;
}
