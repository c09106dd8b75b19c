using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresTenants(NpgsqlDataSource durable) : ITenantStore
{
    public async Task<bool> TryAddAsync(TenantEntry tenant, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand(
            "insert into tenants (id, name, created_at) values ($1, $2, $3) on conflict (id) do nothing");
        command.Parameters.Add(new() { Value = tenant.Id });
        command.Parameters.Add(new() { Value = tenant.Name });
        command.Parameters.Add(new() { Value = tenant.CreatedAt.ToUniversalTime() });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
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
