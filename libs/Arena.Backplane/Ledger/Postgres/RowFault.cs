namespace Arena.Backplane.Ledger.Postgres;

/// <summary>
/// What Npgsql and the conversions say of a row that somebody altered: null where there is a value, a list within a list, a number that is
/// too large. The row is in memory by then, so none of these are of the connection.
/// </summary>
internal static class RowFault
{
    public static bool IsOne(Exception failure) =>
        failure is InvalidCastException or OverflowException or ArgumentException or FormatException;
}
