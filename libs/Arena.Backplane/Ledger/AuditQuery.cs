namespace Arena.Backplane.Ledger;

/// <summary>Which entries of the audit trail are wanted.</summary>
/// <param name="Limit">At most so many.</param>
public sealed record AuditQuery(int Limit)
{
    /// <summary>Those with a smaller sequence; null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>Those of one subject; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>Those of one tenant; null for all.</summary>
    public string? Tenant { get; init; }
}
