using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Npgsql;

namespace Arena.Hosting.Postgres;

/// <summary>Creates the databases that the model has and the server has not.</summary>
internal static class PostgresDatabases
{
    public static async Task CreateMissingAsync(PostgresServerResource server, IResourceCollection resources, CancellationToken cancellationToken)
    {
        // On a configured server databases are made by whoever looks after it.
        var wanted = resources.OfType<PostgresDatabaseResource>().Where(d => d.Parent == server && !d.IsExternal()).ToArray();
        if (wanted.Length == 0 || server.IsExternal())
            return;

        var connectionString = await ((IResourceWithConnectionString)server).GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            foreach (var database in wanted)
                await CreateAsync(connection, database.DatabaseName, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CreateAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        var quoted = name.Replace("\"", "\"\"", StringComparison.Ordinal);
        using var command = new NpgsqlCommand($"create database \"{quoted}\"", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // It came with the data.
        }
    }
}
