namespace Arena.Backplane.Ledger;

/// <summary>Which entries of the audit trail are wanted.</summary>
/// <param name="Limit">At most so many, from 1 to <see cref="MaxLimit"/>.</param>
public sealed record AuditQuery(int Limit)
{
    /// <summary>The most that one page has.</summary>
    public const int MaxLimit = 2000;

    /// <summary>Those with a smaller sequence; null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>Those of one subject; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>Those of one tenant; null for all.</summary>
    public string? Tenant { get; init; }
}
