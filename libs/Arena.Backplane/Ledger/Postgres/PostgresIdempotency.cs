using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

internal sealed class PostgresIdempotency(NpgsqlDataSource durable) : IIdempotencyStore
{
    private const int MostForgotten = 100; // in one call: more than come in, so that the table does not grow

    public async Task<IdempotentCall> BeginAsync(
        string key, byte[] fingerprint, TimeSpan hold, TimeSpan keep, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var batch = durable.CreateBatch();
            batch.BatchCommands.Add(new($"""
                delete from idempotent_calls where key in (
                    select key from idempotent_calls where expires_at <= clock_timestamp() limit {MostForgotten} for update skip locked)
                """));
            batch.BatchCommands.Add(TakeCommand(key, fingerprint, hold, keep));
            batch.BatchCommands.Add(new("select fingerprint, answer from idempotent_calls where key = $1")
            {
                Parameters = { new() { Value = key } },
            });
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
                return new IdempotentCall.Begun(reader.GetGuid(0), reader.GetInt32(1));
            await reader.NextResultAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
                continue; // it has expired in between
            if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(fingerprint))
                return new IdempotentCall.OtherCall();
            return reader.IsDBNull(1) ? new IdempotentCall.InProgress() : new IdempotentCall.Done(reader.GetFieldValue<byte[]>(1));
        }
    }

    public async Task CompleteAsync(string key, IdempotentCall.Begun call, byte[] answer, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("""
            update idempotent_calls set answer = $4 where key = $1 and token = $2 and attempt = $3 and answer is null
            """);
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = call.Token });
        command.Parameters.Add(new() { Value = call.Attempt });
        command.Parameters.Add(new() { Value = answer });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ReleaseAsync(string key, IdempotentCall.Begun call, CancellationToken cancellationToken)
    {
        await using var command = durable.CreateCommand("""
            update idempotent_calls set held_until = clock_timestamp()
            where key = $1 and token = $2 and attempt = $3 and answer is null
            """);
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = call.Token });
        command.Parameters.Add(new() { Value = call.Attempt });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Two at the same time: the row's lock lets one after the other look, and the second finds it held.
    private static NpgsqlBatchCommand TakeCommand(string key, byte[] fingerprint, TimeSpan hold, TimeSpan keep) => new("""
        insert into idempotent_calls as c (key, fingerprint, held_until, expires_at)
        values ($1, $2, clock_timestamp() + $3, clock_timestamp() + $4)
        on conflict (key) do update set
            token = case when c.expires_at <= clock_timestamp() then excluded.token else c.token end,
            attempt = c.attempt + 1, fingerprint = excluded.fingerprint, answer = null,
            held_until = excluded.held_until, expires_at = excluded.expires_at
        where c.expires_at <= clock_timestamp()
            or (c.answer is null and c.held_until <= clock_timestamp() and c.fingerprint = excluded.fingerprint)
        returning token, attempt
        """)
    {
        Parameters =
        {
            new() { Value = key }, new() { Value = fingerprint }, new() { Value = hold }, new() { Value = keep },
        },
    };
}
