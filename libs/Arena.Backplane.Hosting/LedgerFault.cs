using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Start;
using Npgsql;

namespace Arena.Backplane.Hosting;

/// <summary>Why the ledger cannot be where the configuration says, for whoever wrote it.</summary>
internal static class LedgerFault
{
    private const string Setting = $"ConnectionStrings:{LedgerHosting.ConnectionName}";

    public static StartFault Syntax(ArgumentException fault) => new(
        $"{Setting} is not a connection string of PostgreSQL: {fault.Message.Split(" (Parameter")[0].TrimEnd('.')}. "
        + "Wanted Host=…;Port=…;Username=…;Password=…;Database=…; without one the ledger is in memory.", fault);

    /// <summary>Null when waiting may help: the server does not answer, or is starting or full.</summary>
    public static StartFault? Of(Exception failure, LedgerStore store) => failure switch
    {
        PostgresException refused when OfServer(refused, store) is { } fault => fault,
        NpgsqlException { IsTransient: true } => null,
        NpgsqlException other => new($"{store.Description} cannot be used for the ledger: {other.Message}. See {Setting}.", other),
        InvalidOperationException or ArgumentException => new($"{store.Description}: {failure.Message}", failure),
        _ => null,
    };

    private static StartFault? OfServer(PostgresException refused, LedgerStore store) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new(
            $"{store.Description} does not let the ledger in: {refused.MessageText}. "
            + $"Correct Username and Password in {Setting}.", refused),
        PostgresErrorCodes.InvalidCatalogName => new(
            $"{store.Description}: {refused.MessageText}. Create it, or correct Database in {Setting}.", refused),
        PostgresErrorCodes.InsufficientPrivilege => new(
            $"{store.Description}: {refused.MessageText}. The user in {Setting} must be allowed to create tables in it.", refused),
        _ => null,
    };
}
