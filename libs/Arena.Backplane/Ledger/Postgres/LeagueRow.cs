using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>A row of <c>leagues</c>, read.</summary>
internal static class LeagueRow
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = """
        leagues.id, name, game, seed, document, matches, traceparent, created_at, completed_at, leagues.forfeited, paused_at, stopped_at,
        played, version
        """;

    /// <summary>How many <see cref="Columns"/> are: those of others come after them.</summary>
    public const int ColumnCount = 14;

    /// <param name="locking">A locking clause; empty for none.</param>
    /// <exception cref="KeyNotFoundException">There is no such league.</exception>
    public static async Task<LeagueEntry> GetAsync(
        NpgsqlConnection connection, string id, string locking, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from leagues where id = $1 {locking}", connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            throw new KeyNotFoundException($"The ledger has no league '{id}'.");
        return Read(reader);
    }

    public static LeagueEntry Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), unchecked((ulong)reader.GetInt64(3)), reader.GetString(4),
        reader.GetInt32(5), reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.GetFieldValue<DateTimeOffset>(7), Time(reader, 8), reader.GetInt32(9))
    {
        PausedAt = Time(reader, 10),
        StoppedAt = Time(reader, 11),
        PlayedWhenStopped = reader.GetInt32(12),
        Version = reader.GetInt64(13),
    };

    /// <summary>Null when the row is not there, or somebody altered it and it is no league any more.</summary>
    public static LeagueEntry? TryRead(NpgsqlDataReader reader)
    {
        try
        {
            return Read(reader);
        }
        catch (Exception altered) when (RowFault.IsOne(altered))
        {
            return null;
        }
    }

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
