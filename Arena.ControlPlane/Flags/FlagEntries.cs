using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Flags;

namespace Arena.ControlPlane.Flags;

/// <summary>Flags as the ledger has them.</summary>
internal static class FlagEntries
{
    /// <exception cref="InvalidDataException">Somebody altered it, and it is none any more.</exception>
    public static FlagVersion ToVersion(FlagEntry entry) => new(
        entry.Tenant, entry.Name, entry.Version, FlagRules.Parse(entry.Rules), entry.At, entry.By.Who, entry.By.Why);
}
