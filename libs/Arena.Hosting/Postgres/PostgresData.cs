using Arena.Hosting.Engine;

namespace Arena.Hosting.Postgres;

/// <summary>What a data directory says about itself.</summary>
internal static class PostgresData
{
    /// <summary>The major version that wrote it; null when there is nothing yet.</summary>
    public static string? Version(StoreDirectory store)
    {
        var file = Path.Combine(store.Path, "PG_VERSION");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    /// <summary>
    /// A server that was killed leaves its id behind, and another process may have that id now, which would keep the
    /// next server from starting. Nobody works in the directory: that has been made sure of before.
    /// </summary>
    public static void RemoveStaleLock(StoreDirectory store) => File.Delete(Path.Combine(store.Path, "postmaster.pid"));
}
