using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresTenants(NpgsqlDataSource durable) : ITenantStore
{
    public async Task<bool> TryAddAsync(TenantEntry tenant, Requester by, CancellationToken cancellationToken)
    {
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "insert into tenants (id, name, created_at) values ($1, $2, $3) on conflict (id) do nothing", connection);
        command.Parameters.Add(new() { Value = tenant.Id });
        command.Parameters.Add(new() { Value = tenant.Name });
        command.Parameters.Add(new() { Value = tenant.CreatedAt.ToUniversalTime() });
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
            return false;
        await PostgresAudit.AppendAsync(connection, by, AuditChange.OfNewTenant(tenant), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<IReadOnlyList<TenantEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("select id, name, created_at from tenants order by id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<TenantEntry>();
        while (await reader.ReadAsync(cancellationToken))
            tenants.Add(new TenantEntry(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return tenants;
    }
}
