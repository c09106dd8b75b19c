using Npgsql;

namespace Arena.Benchmarks.Hosting;

/// <summary>A database of a case's own: replicas go on with what earlier ones have left.</summary>
internal static class FreshDatabase
{
    /// <summary>The setting of a control plane, and of benchmarks that are to use a server that is there.</summary>
    public const string Setting = "ConnectionStrings__arenadb";

    public static bool IsServerGiven => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Setting));

    /// <summary>The connection string of a new one at a server.</summary>
    public static async Task<string> CreateAsync(string server, string name, CancellationToken cancellationToken)
    {
        var database = $"bench_{name}_{Guid.NewGuid():n}";
        await using var any = NpgsqlDataSource.Create(server);
        await using var create = any.CreateCommand($"create database {database}");
        await create.ExecuteNonQueryAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
    }
}
