using Arena.ServiceDefaults.Access;

namespace Arena.ServiceDefaults.Flags;

/// <summary>A flag as somebody has set it.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Name">Unique among its tenant's.</param>
/// <param name="Version">From 1.</param>
/// <param name="Rules">For whom it is on.</param>
/// <param name="At">Since when.</param>
/// <param name="Who">Who has set it.</param>
/// <param name="Why">Their reason; null when they gave none.</param>
public sealed record FlagVersion(
    string Tenant, string Name, long Version, FlagRules Rules, DateTimeOffset At, string Who, string? Why)
{
    /// <summary>Its name among all tenants'.</summary>
    public string Key => TenantName.Qualify(Tenant, Name);
}
