using System.CommandLine;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Postgres;
using Npgsql;

namespace Arena.Cli.Backups;

/// <summary><c>arena restore FILE</c>: a backup into an empty database, all or nothing, and whether its chain is whole.</summary>
internal static class RestoreCommand
{
    // What people have put there, by table; a system that was only started has none of it, but a key.
    private static readonly (string Name, string Where)[] _tables =
        [("leagues", "true"), ("results", "true"), ("audit_trail", $"who <> '{Requester.Configuration}'")];

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "What 'arena backup' wrote." };
        var database = Database.Option();
        var command = new Command(
            "restore", "Restores a backup into an empty database, or that of a system in which nothing has happened yet, and audits it.")
        {
            file, database,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!File.Exists(path))
                throw new CommandException($"{path}: there is no such file", ExitCode.Failed);
            var wanted = await BackupHead.ReadAsync(path, cancellationToken);
            var into = Database.Find(parsed.GetValue(database));
            try
            {
                await CheckEmptyAsync(into, cancellationToken);
                string[] arguments =
                [
                    "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
                    $"--dbname={into.Settings.Database}", path,
                ];
                await PostgresProgram.RunAsync("pg_restore", into, arguments, cancellationToken);
                return Report(path, wanted, await AuditAsync(into, wanted, cancellationToken));
            }
            catch (NpgsqlException refused)
            {
                throw new CommandException($"{into.Name}: {refused.Message.TrimEnd('.')}", ExitCode.Failed);
            }
        });
        return command;
    }

    private static int Report(string path, BackupHead wanted, LedgerAudit audit)
    {
        if (audit.Faults.Count == 0)
        {
            Console.WriteLine($"{path}: {wanted}; the chain is whole");
            return ExitCode.Done;
        }

        Console.WriteLine($"{path} was restored, and the ledger in it is NOT whole:");
        foreach (var fault in audit.Faults)
            Console.WriteLine($"  {fault}");
        return ExitCode.Failed;
    }

    private static async Task CheckEmptyAsync(Database database, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(database.Settings.ConnectionString);
        foreach (var (table, where) in _tables)
        {
            await using var exists = source.CreateCommand("select to_regclass($1) is not null");
            exists.Parameters.Add(new() { Value = $"public.{table}" });
            if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
                continue;
            await using var count = source.CreateCommand($"select count(*) from {table} where {where}");
            if (await count.ExecuteScalarAsync(cancellationToken) is long rows and > 0)
            {
                throw new CommandException(
                    $"{database.Name} is not empty: there are {rows} rows in {table}. Wanted an empty database; nothing was restored",
                    ExitCode.Failed);
            }
        }
    }

    private static async Task<LedgerAudit> AuditAsync(Database database, BackupHead wanted, CancellationToken cancellationToken)
    {
        var pools = PostgresPools.Of(database.Settings.ConnectionString);
        await using var durable = NpgsqlDataSource.Create(pools.Durable);
        await using var relaxed = NpgsqlDataSource.Create(pools.Relaxed);
        var ledger = new PostgresLedger(durable, relaxed);
        await ledger.OpenAsync(cancellationToken); // one of an earlier version becomes one of this
        var head = new KnownHead("the backup", Convert.FromHexString(wanted.Hash), wanted.Results); // a system that runs goes on at once
        return await LedgerAudit.RunAsync(ledger.Chain, ledger.Checkpoints, [head], checkpoint: null, cancellationToken);
    }
}
