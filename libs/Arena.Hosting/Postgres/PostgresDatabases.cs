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
                await CreateAsync(connection, database, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CreateAsync(NpgsqlConnection connection, PostgresDatabaseResource database, CancellationToken cancellationToken)
    {
        var name = database.DatabaseName;
        using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await find.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null)
            return;

        var quoted = name.Replace("\"", "\"\"", StringComparison.Ordinal);
        var script = database.TryGetLastAnnotation<PostgresCreateDatabaseScriptAnnotation>(out var given) ? given.Script : $"create database \"{quoted}\"";
        using var create = new NpgsqlCommand(script, connection);
        await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
