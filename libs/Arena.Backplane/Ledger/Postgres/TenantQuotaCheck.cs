using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>
/// Holds a tenant to its quotas in the transaction that would exceed them. The tenant's row stays locked until that commits: of two that
/// begin at once, the second counts what the first has made. Tenants without a quota of the kind are neither locked nor counted.
/// </summary>
internal static class TenantQuotaCheck
{
    /// <summary>After the league's own row, before anything that all leagues share.</summary>
    /// <exception cref="QuotaExceededException">The league would be one, or have matches, too many.</exception>
    public static async Task LeagueAsync(NpgsqlConnection connection, NewLeague league, CancellationToken cancellationToken)
    {
        var tenant = TenantEntry.OfLeague(league.Id);
        const string isLimited = "max_leagues is not null or max_matches is not null";
        if (await LockAsync(connection, tenant, isLimited, cancellationToken) is not { } quotas)
            return;
        var (leagues, matches) = await CountLeaguesAsync(connection, tenant, league.Id, cancellationToken);
        if (quotas.CheckLeague(tenant, leagues, matches, league.Matches) is { } exceeded)
            throw exceeded;
    }

    /// <summary>Before the key is added.</summary>
    /// <exception cref="QuotaExceededException">It would be one too many.</exception>
    public static async Task KeyAsync(NpgsqlConnection connection, KeyEntry key, CancellationToken cancellationToken)
    {
        if (await LockAsync(connection, key.Tenant, "max_keys is not null", cancellationToken) is not { } quotas)
            return;
        await using var count = new NpgsqlCommand("""
            select count(*) from keys where tenant = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
            """, connection);
        count.Parameters.Add(new() { Value = key.Tenant });
        count.Parameters.Add(new() { Value = key.CreatedAt.ToUniversalTime() });
        if (quotas.CheckKey(key.Tenant, (long)(await count.ExecuteScalarAsync(cancellationToken))!) is { } exceeded)
            throw exceeded;
    }

    private static async Task<TenantQuotas?> LockAsync(
        NpgsqlConnection connection, string tenant, string isLimited, CancellationToken cancellationToken)
    {
        await using var take = new NpgsqlCommand(
            $"select {TenantRow.Quotas} from tenants where id = $1 and ({isLimited}) for no key update", connection);
        take.Parameters.Add(new() { Value = tenant });
        await using var reader = await take.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? TenantRow.ReadQuotas(reader, first: 0) : null;
    }

    private static async Task<(long Leagues, long Matches)> CountLeaguesAsync(
        NpgsqlConnection connection, string tenant, string without, CancellationToken cancellationToken)
    {
        await using var count = new NpgsqlCommand("""
            select count(*), coalesce(sum(matches - (select count(*) from results where league_id = leagues.id)), 0)::bigint
            from leagues
            where completed_at is null and stopped_at is null and starts_with(id, $1 || '/') and id <> $2
            """, connection)
        {
            CommandTimeout = 0, // a league may have millions of results
        };
        count.Parameters.Add(new() { Value = tenant });
        count.Parameters.Add(new() { Value = without });
        await using var reader = await count.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
