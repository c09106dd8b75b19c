using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>Keeps a decision from being written by somebody whose time is over.</summary>
internal static class Fence
{
    /// <summary>In the connection's transaction: until it ends, nobody takes the scope.</summary>
    /// <exception cref="StaleGrantException">Somebody else has it.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, Grant grant, CancellationToken cancellationToken)
    {
        await using var check = new NpgsqlCommand(
            "select true from scopes where name = $1 and replica = $2 and epoch = $3 for share", connection)
        {
            Parameters = { new() { Value = grant.Scope }, new() { Value = grant.Replica }, new() { Value = grant.Epoch } },
        };
        if (await check.ExecuteScalarAsync(cancellationToken) is not true)
            throw new StaleGrantException(grant);
    }
}
