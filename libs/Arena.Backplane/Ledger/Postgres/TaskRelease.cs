using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>Makes tasks that a session holds pending again, in the connection's transaction. Returns the leagues concerned.</summary>
internal static class TaskRelease
{
    public static Task<IReadOnlyCollection<string>> AllButAsync(
        NpgsqlConnection connection, string session, IReadOnlyCollection<long> kept, CancellationToken cancellationToken) =>
        ReleaseAsync(connection, "id <> all($2)", session, kept, cancellationToken);

    public static Task<IReadOnlyCollection<string>> OnlyAsync(
        NpgsqlConnection connection, string session, IReadOnlyCollection<long> tasks, CancellationToken cancellationToken) =>
        ReleaseAsync(connection, "id = any($2)", session, tasks, cancellationToken);

    private static async Task<IReadOnlyCollection<string>> ReleaseAsync(
        NpgsqlConnection connection, string which, string session, IReadOnlyCollection<long> tasks, CancellationToken cancellationToken)
    {
        var leagues = new HashSet<string>();
        await using (var release = new NpgsqlCommand($"""
            update tasks set state = 'pending', session = null where state = 'assigned' and session = $1 and {which}
            returning league_id
            """, connection))
        {
            release.Parameters.Add(new() { Value = session });
            release.Parameters.Add(new() { Value = tasks.ToArray() });
            await using var reader = await release.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                leagues.Add(reader.GetString(0));
        }

        if (leagues.Count > 0)
            await PostgresNews.TellAsync(connection, LedgerNews.Tasks, cancellationToken);
        return leagues;
    }
}
