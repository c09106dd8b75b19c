using Arena.AppHost;
using Arena.Hosting.Runs;
using Arena.Hosting.Stores;

if (args.Contains("--help"))
{
    Console.WriteLine(AppHostSettings.Usage);
    return 0;
}

AppHostDefaults.Apply(AppHostSettings.DashboardPort);
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = AppHostSettings.Arguments(args), DisableDashboard = !AppHostSettings.HasDashboard(args),
});
if (!AppHostSettings.TryRead(builder.Configuration, builder.AppHostDirectory, out var settings, out var fault))
{
    Console.Error.WriteLine(fault);
    return 2;
}

try
{
    builder.AddRunWatch();

    var ledger = builder.AddPostgres("postgres").WithDataVolume("arena-postgres-data").RunAsLocalProcess().WithRestart().AddDatabase("arenadb");

    // Nothing needs these two yet: they are started by hand, and nobody waits for them.
    var redis = builder.AddRedis("redis").RunAsLocalProcess().WithRestart().WithExplicitStart();
    var kafka = builder.AddKafka("kafka").WithRestart().WithExplicitStart();

    var controlPlane = builder.AddProject<Projects.Arena_ControlPlane>("controlplane")
        .RunBuilt().WithRestart().WithFreePorts()
        .WithReference(ledger)
        .WithReference(redis)
        .WithReference(kafka)
        .WithLeague(settings)
        .WithHttpHealthCheck("/health")
        .WithExternalHttpEndpoints()
        .WithUrlForEndpoint("http", url => url.DisplayText = "Standings")
        .WaitFor(ledger);

    var federation = builder.AddProject<Projects.Arena_Federation>("federation")
        .RunBuilt().WithRestart().WithFreePorts()
        .WithReference(controlPlane)
        .WithHttpHealthCheck("/health");

    builder.AddProject<Projects.Arena_Node>("node")
        .RunBuilt().WithRestart().WithFreePorts()
        .WithReplicas(settings.Nodes).WithReplicaIndex("Node__Replica")
        .WithReference(controlPlane)
        .WithReference(federation)
        .WithReference(redis)
        .WithReference(kafka)
        .WithEngineLogs()
        .WithHttpHealthCheck("/health")
        .WaitFor(controlPlane);

    await builder.Build().RunAsync();
    return Environment.ExitCode;
}
catch (StoreException unusable)
{
    Console.Error.WriteLine(unusable.Message);
    return 1;
}
