using Npgsql;
using NpgsqlTypes;

namespace Arena.Backplane.Ledger.Postgres;

/// <summary>A parameter that may be null: then its type must be said.</summary>
internal static class NullableValue
{
    public static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
