using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>
/// Makes tasks that sessions hold pending again, in the connection's transaction. Returns the leagues concerned. Like whoever locks several
/// tasks, in the order of their ids: no two wait for one another.
/// </summary>
internal static class TaskRelease
{
    public static Task<IReadOnlyCollection<string>> AllButAsync(
        NpgsqlConnection connection, string session, IReadOnlyCollection<long> kept, CancellationToken cancellationToken) =>
        ReleaseAsync(connection, "id <> all($2)", [session], kept, cancellationToken);

    public static Task<IReadOnlyCollection<string>> AllAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> sessions, CancellationToken cancellationToken) =>
        ReleaseAsync(connection, "id <> all($2)", sessions, [], cancellationToken);

    public static Task<IReadOnlyCollection<string>> OnlyAsync(
        NpgsqlConnection connection, string session, IReadOnlyCollection<long> tasks, CancellationToken cancellationToken) =>
        ReleaseAsync(connection, "id = any($2)", [session], tasks, cancellationToken);

    private static async Task<IReadOnlyCollection<string>> ReleaseAsync(
        NpgsqlConnection connection, string which, IReadOnlyCollection<string> sessions, IReadOnlyCollection<long> tasks,
        CancellationToken cancellationToken)
    {
        var leagues = new HashSet<string>();
        await using (var release = new NpgsqlCommand($"""
            update tasks set state = 'pending', session = null where id in (
                select id from tasks where state = 'assigned' and session = any($1) and {which} order by id for update)
            returning league_id
            """, connection))
        {
            release.Parameters.Add(new() { Value = sessions.ToArray() });
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
