using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Backplane.Ledger.Postgres;
using Arena.ServiceDefaults.Guard;
using Arena.ServiceDefaults.Start;
using Arena.ServiceDefaults.Telemetry;
using Grpc.AspNetCore.Server;
using Npgsql;

namespace Arena.ControlPlane.Ledger;

internal static class LedgerRegistration
{
    /// <summary>The connection string's name: with it the ledger is in Postgres, without it in memory.</summary>
    public const string ConnectionName = "arenadb";

    /// <summary>The name of the guard, whose calls are repeated for as long as it takes: what the ledger does not have is lost.</summary>
    public const string GuardName = "ledger";

    private const string RelaxedName = $"{ConnectionName}-relaxed";

    public static void AddLedger(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString(ConnectionName);
        if (string.IsNullOrWhiteSpace(connectionString))
            builder.Services.AddSingleton<ILedger, MemoryLedger>();
        else
            builder.AddPostgresLedger(connectionString);
        builder.Services.AddPorts();
        builder.Services.AddGuard(builder.Configuration, GuardName, WithoutLimit, static failure => failure is not StartFault);
        builder.Services.AddSingleton<LedgerSignals>();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<LedgerSignals>()[LedgerNews.Events]);
        builder.Services.Configure<GrpcServiceOptions>(server => server.Interceptors.Add<AlteredResult>());
        builder.Services.AddHostedService<LedgerOpener>();
        builder.Services.AddHealthChecks().AddCheck<LedgerHealthCheck>("ledger");
    }

    public static void MapLedger(this WebApplication app) => app.MapGrpcService<LedgerGrpcService>();

    private static void AddPorts(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Leagues);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Tasks);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Results);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Chain);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Audit);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Checkpoints);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Rechecks);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Ratings);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Outbox);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Replicas);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Sessions);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Relay);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Idempotency);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Tenants);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Keys);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Flags);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Dials);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().ProtectionKeys);
    }

    // No time limit here: Npgsql has one for every statement, and a call may be many. The circuit's pause is short, since it adds to the
    // time that a restart of the server is felt.
    private static void WithoutLimit(GuardOptions guard) =>
        (guard.MaxAttempts, guard.Timeout, guard.BreakDuration) = (0, TimeSpan.Zero, TimeSpan.FromSeconds(1));

    private static void AddPostgresLedger(this WebApplicationBuilder builder, string connectionString)
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
        this WebApplicationBuilder builder, string name, string connectionString,
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
