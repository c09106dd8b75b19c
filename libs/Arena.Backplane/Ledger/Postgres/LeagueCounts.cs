using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>Counts what every league has, in the tables of leagues, tasks and results.</summary>
internal static class LeagueCounts
{
    public static async Task<IReadOnlyList<LeagueCount>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            with t as (
                select league_id, count(*) as tasks, count(*) filter (where state = 'completed') as completed
                from tasks group by league_id),
            r as (
                select coalesce(league_id, '') as league_id, count(*) as results, count(reason) as forfeited
                from results group by coalesce(league_id, ''))
            select {LeagueRow.Columns},
                coalesce(id, r.league_id), chain_number is not null, coalesce(tasks, 0), coalesce(completed, 0),
                coalesce(results, 0), coalesce(r.forfeited, 0)
            from leagues full join r on r.league_id = id left join t on t.league_id = id
            order by coalesce(id, r.league_id)
            """, connection)
        {
            CommandTimeout = 0, // the whole ledger
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new List<LeagueCount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            const int after = LeagueRow.ColumnCount;
            counts.Add(new LeagueCount(
                reader.GetString(after), LeagueRow.TryRead(reader), reader.GetBoolean(after + 1), reader.GetInt64(after + 2),
                reader.GetInt64(after + 3), reader.GetInt64(after + 4), reader.GetInt64(after + 5)));
        }

        return counts;
    }
}
