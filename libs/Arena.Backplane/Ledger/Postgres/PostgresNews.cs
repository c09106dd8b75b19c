using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>News by LISTEN and NOTIFY: who listens hears of a change when its transaction has committed.</summary>
internal static class PostgresNews
{
    private const string Channel = "arena";

    /// <summary>A statement that tells.</summary>
    public static string Sql(LedgerNews news) => $"notify {Channel}, '{news.ToString().ToLowerInvariant()}'";

    /// <summary>In the connection's transaction.</summary>
    public static async Task TellAsync(NpgsqlConnection connection, LedgerNews news, CancellationToken cancellationToken)
    {
        await using var tell = new NpgsqlCommand(Sql(news), connection);
        await tell.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Until cancelled, or the connection breaks, which throws.</summary>
    public static async Task ListenAsync(NpgsqlDataSource source, Action<LedgerNews> heard, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, told) =>
        {
            if (Enum.TryParse<LedgerNews>(told.Payload, ignoreCase: true, out var news))
                heard(news);
        };
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        foreach (var news in Enum.GetValues<LedgerNews>())
            heard(news); // what was told while nobody listened
        while (true)
            await connection.WaitAsync(cancellationToken);
    }
}
