using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Arena.ServiceDefaults.Access;

/// <summary>The keys that stand in the configuration, beside those in the ledger.</summary>
internal static class ConfiguredKeys
{
    public static Caller? Find(AccessOptions options, string key)
    {
        if (Is(options.AdminKey, key))
            return new Caller("setting:AdminKey", Caller.DefaultTenant, Role.Admin, []);
        return Is(options.NodeKey, key) ? new Caller("setting:NodeKey", Caller.DefaultTenant, Role.Node, []) : null;
    }

    // It takes as long wherever they differ; how long a key is may be found out.
    private static bool Is(string? configured, string key) => configured is not null && CryptographicOperations.FixedTimeEquals(
        MemoryMarshal.AsBytes(configured.AsSpan()), MemoryMarshal.AsBytes(key.AsSpan()));
}
