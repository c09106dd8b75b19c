using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>A league's place in the chain.</summary>
/// <param name="After">How many results are before it.</param>
/// <param name="Link">Its entry.</param>
internal sealed record ChainedLeague(long After, LeagueLink Link)
{
    /// <summary>All that are in the chain from that position on, in its order.</summary>
    public static async Task<IReadOnlyList<ChainedLeague>> ReadAsync(
        NpgsqlConnection connection, long from, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            select {LeagueRow.Columns}, chain_number, chain_after, chain_hash from leagues where chain_number is not null
                and ($1 = 0 or chain_after + chain_number > $1)
            order by chain_number
            """, connection)
        {
            Parameters = { new() { Value = from } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var leagues = new List<ChainedLeague>();
        while (await reader.ReadAsync(cancellationToken))
            leagues.Add(Read(reader));
        return leagues;
    }

    private static ChainedLeague Read(NpgsqlDataReader reader)
    {
        var id = reader.IsDBNull(0) ? "" : reader.GetString(0);
        var number = reader.GetInt64(LeagueRow.ColumnCount);
        var after = reader.IsDBNull(LeagueRow.ColumnCount + 1) ? 0 : reader.GetInt64(LeagueRow.ColumnCount + 1);
        byte[] hash = reader.IsDBNull(LeagueRow.ColumnCount + 2) ? [] : reader.GetFieldValue<byte[]>(LeagueRow.ColumnCount + 2);
        var digest = LeagueRow.TryRead(reader) is { } league ? LeagueChain.Digest(league) : null;
        return new ChainedLeague(after, new LeagueLink(number, id, digest, hash));
    }
}
