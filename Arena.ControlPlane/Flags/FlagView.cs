using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Flags;

/// <summary>A flag as one tenant sees it.</summary>
/// <param name="Version">0 while the tenant has not set it.</param>
/// <param name="Known">Null for a flag of the tenant's own.</param>
/// <param name="Set">Since when it is so, by whom and why; null while the tenant has not set it.</param>
internal sealed record FlagView(
    string Tenant, string Name, long Version, FlagRules Rules, KnownFlag? Known, FlagVersion? Set)
{
    /// <summary>What goes by a flag of somebody's own.</summary>
    public const string OwnReader = "bots and experiments";

    /// <summary>What goes by it; null when nothing does yet.</summary>
    public string? ReadBy => Known is null ? OwnReader : Known.ReadBy;

    public static FlagView Of(FlagVersion set) => new(
        set.Tenant, set.Name, set.Version, set.Rules, KnownFlag.Find(set.Name), set);
}
