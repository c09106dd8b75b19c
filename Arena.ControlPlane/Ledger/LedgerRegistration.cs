using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Backplane.Ledger.Postgres;

namespace Arena.ControlPlane.Ledger;

internal static class LedgerRegistration
{
    /// <summary>The connection string's name: with it the ledger is in Postgres, without it in memory.</summary>
    public const string ConnectionName = "arenadb";

    public static void AddLedger(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString(ConnectionName);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ILedger>(services => string.IsNullOrWhiteSpace(connectionString)
            ? new MemoryLedger(services.GetRequiredService<TimeProvider>())
            : new PostgresLedger(connectionString));
        builder.Services.AddHostedService<LedgerOpener>();
        builder.Services.AddHealthChecks().AddCheck<LedgerHealthCheck>("ledger");
    }
}
