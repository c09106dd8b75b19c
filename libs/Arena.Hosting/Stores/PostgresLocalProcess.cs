using Arena.Hosting.Stores;
using HealthChecks.NpgSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>PostgreSQL without containers.</summary>
public static class PostgresLocalProcess
{
    private const string DefaultUser = "postgres";

    /// <summary>
    /// When the app host runs and no container engine answers, or <c>Arena:Stores</c> is <c>process</c>, the server is a private process of
    /// this machine: same name, connection string, health check, logs and waits. Its programs are those that are installed; it never runs
    /// as root; its data is in <c>.arena/volumes</c> if it has a volume, else thrown away. A connection string in the configuration, of the
    /// server's or a database's name, uses that server instead. If PostgreSQL is not installed the app host says so, and those that
    /// refer to it are told no connection string and do not wait. Published, it is the official container.
    /// </summary>
    public static IResourceBuilder<PostgresServerResource> RunAsLocalProcess(this IResourceBuilder<PostgresServerResource> server)
    {
        var builder = server.ApplicationBuilder;
        var postgres = server.Resource;
        new LocalStore(builder, postgres, new StoreKind
        {
            Script = "postgres.sh",
            Endpoint = postgres.PrimaryEndpoint.EndpointName,
            Product = "PostgreSQL",
            Package = "postgresql",
            Password = postgres.PasswordParameter,
            Environment = new Dictionary<string, object> { ["SUPERUSER"] = postgres.UserNameParameter is { } user ? user : DefaultUser },
            FindProgram = folder => PostgresBinaries.FindFor(postgres.Name, folder)?.Directory,
            HealthCheck = connectionString => new NpgSqlHealthCheck(new NpgSqlHealthCheckOptions(connectionString)),
            Ready = (connectionString, services, cancellationToken) =>
                CreateDatabasesAsync(Databases(), connectionString, services, cancellationToken),
            Parts = () => Databases().Select(On),
        }).Attach();
        return server;

        IEnumerable<PostgresDatabaseResource> Databases() =>
            builder.Resources.OfType<PostgresDatabaseResource>().Where(d => d.Parent == postgres);
    }

    // The last of several values counts.
    private static (IResourceWithConnectionString, Func<string, string>) On(PostgresDatabaseResource database) =>
        (database, server => $"{server.TrimEnd(';')};Database={database.DatabaseName}");

    private static async Task CreateDatabasesAsync(
        IEnumerable<PostgresDatabaseResource> databases,
        string connectionString,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        var server = NpgsqlDataSource.Create(connectionString);
        await using var _ = server.ConfigureAwait(false);
        foreach (var database in databases)
        {
            try
            {
                var name = database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal);
                var create = server.CreateCommand($"create database \"{name}\"");
                await using var done = create.ConfigureAwait(false);
                await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.DuplicateDatabase)
            {
                // It is in the kept data.
            }

            await services.GetRequiredService<ResourceNotificationService>()
                .PublishUpdateAsync(database, s => s with { State = KnownResourceStates.Running }).ConfigureAwait(false);
        }
    }
}
