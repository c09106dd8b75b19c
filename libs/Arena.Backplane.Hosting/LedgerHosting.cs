using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Backplane.Ledger.Postgres;
using Arena.ServiceDefaults.Guard;
using Arena.ServiceDefaults.Start;
using Arena.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Arena.Backplane.Hosting;

/// <summary>The ledger of a service: where its configuration says, opened before anything that is registered later starts.</summary>
public static class LedgerHosting
{
    /// <summary>The connection string's name: with it the ledger is in Postgres, without it in memory.</summary>
    public const string ConnectionName = "arenadb";

    /// <summary>The name of the guard, whose calls are repeated for as long as it takes: what the ledger does not have is lost.</summary>
    public const string GuardName = "ledger";

    private const string RelaxedName = $"{ConnectionName}-relaxed";

    /// <summary>Registers <see cref="ILedger"/>, its guard, its opening and its health check, "ledger".</summary>
    public static void AddLedgerStore(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var connectionString = builder.Configuration.GetConnectionString(ConnectionName);
        if (string.IsNullOrWhiteSpace(connectionString))
            builder.Services.AddSingleton<ILedger, MemoryLedger>();
        else
            builder.AddPostgresLedger(connectionString);
        builder.Services.AddGuard(builder.Configuration, GuardName, WithoutLimit, static failure => failure is not StartFault);
        builder.Services.AddHostedService<LedgerOpener>();
        builder.Services.AddHealthChecks().AddCheck<LedgerHealthCheck>("ledger");
    }

    // No time limit here: Npgsql has one for every statement, and a call may be many. The circuit's pause is short, since it adds to the
    // time that a restart of the server is felt.
    private static void WithoutLimit(GuardOptions guard) =>
        (guard.MaxAttempts, guard.Timeout, guard.BreakDuration) = (0, TimeSpan.Zero, TimeSpan.FromSeconds(1));

    private static void AddPostgresLedger(this IHostApplicationBuilder builder, string connectionString)
    {
        var pools = PoolsOf(connectionString);
        builder.AddPool(ConnectionName, pools.Durable, builder.AddNpgsqlDataSource);
        builder.AddPool(RelaxedName, pools.Relaxed, builder.AddKeyedNpgsqlDataSource);
        builder.Services.AddSingleton<ILedger>(services => new PostgresLedger(
            services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredKeyedService<NpgsqlDataSource>(RelaxedName)));

        // At Information it tells of every statement and every copy.
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
    }

    private static PostgresPools PoolsOf(string connectionString)
    {
        try
        {
            return PostgresPools.Of(connectionString);
        }
        catch (ArgumentException fault)
        {
            throw LedgerFault.Syntax(fault);
        }
    }

    private static void AddPool(
        this IHostApplicationBuilder builder, string name, string connectionString,
        Action<string, Action<Aspire.Npgsql.NpgsqlSettings>, Action<NpgsqlDataSourceBuilder>> add) =>
        add(
            name,
            settings =>
            {
                settings.ConnectionString = connectionString;
                settings.DisableHealthChecks = true; // the ledger's own says more
                settings.DisableTracing = !TelemetryRegistration.IsExported(builder.Configuration);
            },
            source =>
            {
                source.Name = name;
                source.ConfigureTracing(tracing => tracing
                    .ConfigureCommandSpanNameProvider(command => StatementNames.NameOf(command.CommandText))
                    .ConfigureBatchSpanNameProvider(batch => StatementNames.NameOf(batch.BatchCommands[0].CommandText)));
            });
}
