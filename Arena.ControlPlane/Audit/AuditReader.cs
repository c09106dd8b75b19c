using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Audit;

/// <summary>Pages of the audit trail, for whoever asks.</summary>
internal sealed class AuditReader(IAuditTrail trail)
{
    public const int DefaultLimit = 100;

    /// <param name="query">What is wanted; <see cref="FaultOf"/> has to be null.</param>
    public Task<IReadOnlyList<AuditRecord>> ReadAsync(AuditQuery query, CancellationToken cancellationToken) =>
        trail.ListAsync(query, cancellationToken);

    /// <summary>A sentence that says why nobody can be asked for that; null when it can.</summary>
    public static string? FaultOf(AuditQuery query)
    {
        if (query.Limit is < 1 or > AuditQuery.MaxLimit)
            return $"limit is {query.Limit}; wanted 1 to {AuditQuery.MaxLimit}.";
        if (query.Before is < 1)
            return $"before is {query.Before}; wanted the number of an entry, from 1.";
        return query.Subject?.Any(char.IsControl) == true ? "subject has control characters in it; wanted for example 'league/ID'." : null;
    }
}
