using Npgsql;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>A tenant as the database has it.</summary>
internal static class TenantRow
{
    public const string Quotas = "max_leagues, max_matches, max_keys";

    public const string Columns = $"id, name, created_at, {Quotas}";

    public static TenantEntry Read(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)) { Quotas = ReadQuotas(reader, first: 3) };

    public static TenantQuotas ReadQuotas(NpgsqlDataReader reader, int first) =>
        new(Number(reader, first), Number(reader, first + 1), Number(reader, first + 2));

    private static int? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
