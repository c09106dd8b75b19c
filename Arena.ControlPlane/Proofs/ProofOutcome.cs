namespace Arena.ControlPlane.Proofs;

/// <summary>What is asked for, or why there is none.</summary>
internal abstract record ProofOutcome<T>
{
    private ProofOutcome()
    {
    }

    public sealed record Made(T Value) : ProofOutcome<T>;

    /// <summary>There is no such match, or no such checkpoint.</summary>
    public sealed record NotFound(string Message) : ProofOutcome<T>;

    /// <summary>The log was never of that size.</summary>
    public sealed record Invalid(string Message) : ProofOutcome<T>;

    /// <summary>The checkpoint is of a time before the match.</summary>
    public sealed record TooEarly(string Message) : ProofOutcome<T>;
}
