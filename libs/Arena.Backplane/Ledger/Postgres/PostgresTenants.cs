using Npgsql;
using NpgsqlTypes;

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

    public async Task<TenantEntry?> SetQuotasAsync(string id, TenantQuotas quotas, Requester by, CancellationToken cancellationToken)
    {
        LedgerGuard.Check(id, quotas);
        await using var connection = await durable.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = await FindAsync(connection, id, cancellationToken);
        if (before is null || before.Quotas == quotas)
            return before;
        await using var set = new NpgsqlCommand($"update tenants set ({TenantRow.Quotas}) = ($2, $3, $4) where id = $1", connection);
        set.Parameters.Add(new() { Value = id });
        set.Parameters.Add(NullableValue.Of(quotas.Leagues, NpgsqlDbType.Integer));
        set.Parameters.Add(NullableValue.Of(quotas.Matches, NpgsqlDbType.Integer));
        set.Parameters.Add(NullableValue.Of(quotas.Keys, NpgsqlDbType.Integer));
        await set.ExecuteNonQueryAsync(cancellationToken);
        await PostgresAudit.AppendAsync(connection, by, AuditChange.OfQuotas(before, quotas), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return before with { Quotas = quotas };
    }

    public async Task<IReadOnlyList<TenantEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand($"select {TenantRow.Columns} from tenants order by id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<TenantEntry>();
        while (await reader.ReadAsync(cancellationToken))
            tenants.Add(TenantRow.Read(reader));
        return tenants;
    }

    // Its row stays locked: what it was, nobody changes before it is what it is to be.
    private static async Task<TenantEntry?> FindAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand($"select {TenantRow.Columns} from tenants where id = $1 for no key update", connection);
        find.Parameters.Add(new() { Value = id });
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? TenantRow.Read(reader) : null;
    }
}
