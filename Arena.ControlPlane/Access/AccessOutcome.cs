using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Access;

/// <summary>What has become of a change of who is let in.</summary>
internal abstract record AccessOutcome
{
    private AccessOutcome()
    {
    }

    /// <summary>A key was made; what its holder shows is told once.</summary>
    public sealed record KeyMade(KeyEntry Key, string Shown) : AccessOutcome;

    public sealed record KeyRevoked(KeyEntry Key) : AccessOutcome;

    public sealed record TenantMade(TenantEntry Tenant) : AccessOutcome;

    public sealed record QuotasSet(TenantEntry Tenant) : AccessOutcome;

    /// <summary>The tenant would have more keys than its quota; none was made.</summary>
    public sealed record QuotaExceeded(QuotaExceededException Quota) : AccessOutcome;

    public sealed record Invalid(string Message) : AccessOutcome;

    public sealed record NotFound(string Message) : AccessOutcome;

    public sealed record Taken(string Message) : AccessOutcome;

    public sealed record Forbidden(string Message) : AccessOutcome
    {
        /// <summary>Of a caller who names another tenant than their own.</summary>
        public static Forbidden Of(Caller caller) => new(caller.ForeignTenant);
    }
}
