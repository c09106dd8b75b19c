using System.Globalization;

namespace Arena.Backplane.Ledger;

/// <summary>A change that somebody made.</summary>
/// <param name="What">The kind of subject and what was done to it, as <c>league.pause</c>.</param>
/// <param name="Subject">What was changed, as <c>league/ID</c>.</param>
/// <param name="Before">What it was; null when it was not there. No secrets: what is in the trail can never be taken out again.</param>
/// <param name="After">What it is now; null when it is gone.</param>
public sealed record AuditChange(string What, string Subject, string? Before, string? After)
{
    /// <summary>Whose it is; empty for what is the whole system's.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>A league that was started, paused, resumed or stopped.</summary>
    internal static AuditChange OfLeague(string what, string id, LeaguePhase? before, LeaguePhase after) =>
        new($"league.{what}", $"league/{id}", before?.ToString().ToLowerInvariant(), after.ToString().ToLowerInvariant())
        {
            Tenant = TenantEntry.OfLeague(id),
        };

    /// <summary>A key that was made.</summary>
    internal static AuditChange OfNewKey(KeyEntry key) => new("key.create", $"key/{key.Id}", null, Holder(key)) { Tenant = key.Tenant };

    /// <summary>A key that was taken out of use.</summary>
    internal static AuditChange OfRevokedKey(KeyEntry key) =>
        new("key.revoke", $"key/{key.Id}", Holder(key), null) { Tenant = key.Tenant };

    /// <summary>A tenant that was made.</summary>
    internal static AuditChange OfNewTenant(TenantEntry tenant) =>
        new("tenant.create", $"tenant/{tenant.Id}", null, tenant.Name) { Tenant = tenant.Id };

    /// <summary>A tenant that may take more or less than before.</summary>
    internal static AuditChange OfQuotas(TenantEntry before, TenantQuotas after) =>
        new("tenant.quota", $"tenant/{before.Id}", before.Quotas.ToText(), after.ToText()) { Tenant = before.Id };

    /// <summary>A flag that has a version more.</summary>
    internal static AuditChange OfFlag(FlagEntry? before, FlagEntry after) =>
        new("flag.set", $"flag/{after.Name}", before?.Rules, after.Rules) { Tenant = after.Tenant };

    /// <summary>A model that is there now.</summary>
    internal static AuditChange OfNewModel(NewModel model) =>
        new("model.create", $"model/{model.Name}", null, Version(0, model.Digest));

    /// <summary>A model that has a version more: what it was made of, client by client.</summary>
    internal static AuditChange OfModelVersion(string model, ModelVersionEntry before, ModelVersionEntry after) =>
        new("model.version", $"model/{model}", Version(before.Number, before.Digest), Version(after.Number, after.Digest) + Makers(after));

    private static string Version(long number, byte[] digest) => $"version {number} {Convert.ToHexStringLower(digest)}";

    private static string Makers(ModelVersionEntry version) => string.Concat(version.Updates.Select(update =>
        $"\n{(update.IsLeftOut ? "without" : "of")} {update.Client} {Convert.ToHexStringLower(update.Digest)}"));

    /// <summary>The dials that are other in the next epoch, by name.</summary>
    internal static IEnumerable<AuditChange> OfDials(NewDialEpoch dials) =>
        from now in dials.After.All
        let before = dials.Before[now.Key]
        where !before.Equals(now.Value)
        select new AuditChange($"dial.{dials.What}", $"dial/{now.Key}", Number(before), Number(now.Value));

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Holder(KeyEntry key) => key.Agents.Count == 0 ? key.Role : $"{key.Role} as {string.Join(", ", key.Agents)}";
}
