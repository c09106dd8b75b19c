using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Postgres;
using Arena.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting;

public static class PostgresBuilderExtensions
{
    private const int ContainerPort = 5432;
    private const string DataDirectory = "/var/lib/postgresql/data";

    /// <summary>
    /// A PostgreSQL server: the one that <c>ConnectionStrings:name</c> names, else a private one from the installed binaries,
    /// else none.
    /// </summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        // A connection string is split at semicolons and equals signs; letters and digits need no quoting anywhere.
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(check, _ => new PostgresHealthCheck(server, inMaintenanceDatabase: true), null, null));
        builder.Eventing.Subscribe<ResourceReadyEvent>(server, (_, cancellationToken) => PostgresDatabases.CreateMissingAsync(server, builder.Resources, cancellationToken));
        return builder.AddResource(server)
            .WithEndpoint(port, ContainerPort, name: PostgresServerResource.PrimaryEndpointName)
            .WithImage("library/postgres", "15.8")
            .WithImageRegistry("docker.io")
            .WithHealthCheck(check)
            .WithEnvironment(context =>
            {
                // A volume of its own has a directory of the file system's in it, which initdb does not like.
                context.EnvironmentVariables["PGDATA"] = $"{DataDirectory}/pgdata";
                context.EnvironmentVariables["POSTGRES_USER"] = server.UserNameReference;
                context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter;

                // Here we create the databases ourselves; where it is deployed the image creates one, and no more than one.
                if (context.ExecutionContext.IsPublishMode && builder.Resources.OfType<PostgresDatabaseResource>().FirstOrDefault(d => d.Parent == server) is { } first)
                    context.EnvironmentVariables["POSTGRES_DB"] = first.DatabaseName;
            })
            .WithAnnotation(new ContainerDeploymentAnnotation
            {
                UserId = 999,
                DataDirectory = DataDirectory,
                HealthCommand = ["pg_isready", "-h", "127.0.0.1", "-U", "postgres"],
                ScratchPaths = ["/tmp", "/var/run/postgresql"],
            })
            .WithAnnotation(new PostgresService(server));
    }

    /// <summary>A database on the server, which is created as soon as the server is ready.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var application = builder.ApplicationBuilder;
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        var check = $"{name}_check";
        application.Services.AddHealthChecks().Add(new HealthCheckRegistration(check, _ => new PostgresHealthCheck(database, inMaintenanceDatabase: false), null, null));
        var added = application.AddResource(database).WithHealthCheck(check);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return added.WithAnnotation(new WaitAnnotation(builder.Resource, WaitType.WaitUntilHealthy));
    }

    /// <summary>Creates the database with this statement, which has to name it, instead of <c>create database</c> alone.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(this IResourceBuilder<PostgresDatabaseResource> builder, string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return builder.WithAnnotation(new PostgresCreateDatabaseScriptAnnotation(script), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Keeps the data from one run to the next.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name, DataDirectory, isReadOnly);

    /// <summary>Keeps the data in a directory of one's own; a relative one is taken from the app host's project.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(
        this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataDirectory, isReadOnly);

    public static IResourceBuilder<PostgresServerResource> WithHostPort(this IResourceBuilder<PostgresServerResource> builder, int? port) =>
        builder.WithEndpoint(PostgresServerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);

    public static IResourceBuilder<PostgresServerResource> WithPassword(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password)
    {
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    public static IResourceBuilder<PostgresServerResource> WithUserName(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> userName)
    {
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }
}
