using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>The connection strings of the ledger's two pools, made of the one that is configured.</summary>
/// <param name="Durable">Its commits wait for the disk.</param>
/// <param name="Relaxed">Its commits do not.</param>
public sealed record PostgresPools(string Durable, string Relaxed)
{
    private const int MaxPoolSize = 16;

    // Whoever is paused in the midst of a transaction would keep everybody else from what it has locked, for as long as that lasts.
    private const string EndPaused = "-c idle_in_transaction_session_timeout=2s";

    /// <summary>Both pools to one database; each prepares what it repeats.</summary>
    /// <param name="connectionString">
    /// An Npgsql connection string; its <c>Options</c> hold, but for <c>synchronous_commit</c>. <c>Maximum Pool Size</c> is each pool's;
    /// 16 when it says nothing.
    /// </param>
    /// <exception cref="ArgumentException">It is none, or names no host.</exception>
    public static PostgresPools Of(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 32, AutoPrepareMinUsages = 2 };
        if (string.IsNullOrWhiteSpace(settings.Host))
            throw new ArgumentException("it names no Host", nameof(connectionString));
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = MaxPoolSize;
        settings.Options = $"{EndPaused} {settings.Options}".TrimEnd();
        var durable = settings.ConnectionString;
        settings.Options = $"{settings.Options} -c synchronous_commit=off";
        return new PostgresPools(durable, settings.ConnectionString);
    }
}
