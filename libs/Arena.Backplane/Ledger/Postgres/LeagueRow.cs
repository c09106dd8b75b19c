using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>A row of <c>leagues</c>, read.</summary>
internal static class LeagueRow
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = """
        leagues.id, leagues.name, leagues.game, leagues.seed, leagues.document, leagues.matches, leagues.traceparent, leagues.created_at,
        leagues.completed_at, leagues.forfeited, leagues.paused_at, leagues.stopped_at, leagues.played,
        leagues.version
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

    /// <param name="reader">At a row.</param>
    /// <param name="at">How many columns are before <see cref="Columns"/>.</param>
    public static LeagueEntry Read(NpgsqlDataReader reader, int at = 0) => new(
        reader.GetString(at), reader.GetString(at + 1), reader.GetString(at + 2), unchecked((ulong)reader.GetInt64(at + 3)),
        reader.GetString(at + 4), reader.GetInt32(at + 5), reader.IsDBNull(at + 6) ? null : reader.GetString(at + 6),
        reader.GetFieldValue<DateTimeOffset>(at + 7), Time(reader, at + 8), reader.GetInt32(at + 9))
    {
        PausedAt = Time(reader, at + 10),
        StoppedAt = Time(reader, at + 11),
        PlayedWhenStopped = reader.GetInt32(at + 12),
        Version = reader.GetInt64(at + 13),
    };

    /// <summary>Null when the row is not there, or somebody altered it and it is no league any more.</summary>
    public static LeagueEntry? TryRead(NpgsqlDataReader reader, int at = 0)
    {
        try
        {
            return Read(reader, at);
        }
        catch (Exception altered) when (RowFault.IsOne(altered))
        {
            return null;
        }
    }

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
