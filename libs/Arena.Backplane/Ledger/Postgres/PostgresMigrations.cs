using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>
/// Brings a database to what this program wants. <c>Migrations/</c> holds what tables are, in the order of their names; each is applied
/// once, and one that was changed after that is an error. <c>Functions/</c> holds what they do; each is applied when its text has changed.
/// An advisory lock lets several processes start at once, and every script has a transaction of its own.
/// </summary>
internal static class PostgresMigrations
{
    private const long AdvisoryLock = 0x4172656E61; // "Arena"

    // These had functions in them before there was a folder for those, and made the same tables.
    private static readonly Dictionary<string, string> _earlier = new()
    {
        ["0001_ledger"] = "0862fb3a614df1cd74b21a2bac8d96f962b03c0530b8f63d4d4dbbf98058b148",
        ["0002_evidence"] = "8a5ad52928b3eea3e265c1475f7d99a565344abe8603a3027b9b6cb2b2687498",
        ["0003_league_life"] = "bce8c417581e083858b59bbdc1b13084f29fb6a5c7dabb1baca36926993bf03d",
        ["0005_evaluations"] = "2f62431364e6394b8b405ed32c751fbf93b7840c5aca9b213ec22b6736dcc50c",
    };

    /// <exception cref="InvalidOperationException">The database was made by a program with other migrations.</exception>
    public static async Task ApplyAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({AdvisoryLock})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, """
                create table if not exists schema_migrations (
                    name text primary key,
                    sha256 text not null,
                    applied_at timestamptz not null default now())
                """, cancellationToken);
            var applied = await ReadAppliedAsync(connection, cancellationToken);
            foreach (var migration in PostgresScript.In("Migrations").Where(m => !IsApplied(m, applied)))
                await ApplyAsync(connection, migration, cancellationToken);
            foreach (var function in PostgresScript.In("Functions").Where(f => applied.GetValueOrDefault(f.Name) != f.Sha256))
                await ApplyAsync(connection, function, cancellationToken);
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({AdvisoryLock})", CancellationToken.None);
        }
    }

    private static bool IsApplied(PostgresScript migration, Dictionary<string, string> applied)
    {
        if (!applied.TryGetValue(migration.Name, out var found))
            return false;
        if (found == migration.Sha256 || found == _earlier.GetValueOrDefault(migration.Name))
            return true;
        throw new InvalidOperationException(
            $"Migration {migration.Name} was applied to this database in another version "
            + $"(sha256 {found}, this program has {migration.Sha256}).");
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, PostgresScript script, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, script.Sql, cancellationToken);
        await using var note = new NpgsqlCommand("""
            insert into schema_migrations (name, sha256) values ($1, $2)
            on conflict (name) do update set sha256 = excluded.sha256, applied_at = excluded.applied_at
            """, connection)
        {
            Parameters = { new() { Value = script.Name }, new() { Value = script.Sha256 } },
        };
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<string, string>();
        await using var command = new NpgsqlCommand("select name, sha256 from schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            applied.Add(reader.GetString(0), reader.GetString(1));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
