using Arena.AppHost;

if (args.Contains("--help"))
{
    Console.WriteLine(AppHostSettings.Usage);
    return 0;
}

if (!PublishCommand.TryRead(args, out var publish, out var wrong))
{
    Console.Error.WriteLine(wrong);
    return 2;
}

var builder = DistributedApplication.CreateBuilder(publish?.Arguments ?? args);

if (!AppHostSettings.TryRead(builder.Configuration, builder.AppHostDirectory, out var settings, out var fault))
{
    Console.Error.WriteLine(fault);
    return 2;
}

var ledger = builder.AddPostgres("postgres").WithDataVolume("arena-postgres-data").AddDatabase("arenadb");
var redis = builder.AddRedis("redis").WithExplicitStart();
var kafka = builder.AddKafka("kafka").WithExplicitStart();

var controlPlane = builder.AddProject<Projects.Arena_ControlPlane>("controlplane")
    .WithReference(ledger)
    .WithReference(redis)
    .WithReference(kafka)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", url =>
    {
        url.DisplayText = "Standings";
        url.Url = "/";
    })
    .WaitFor(ledger);

if (builder.ExecutionContext.IsRunMode)
{
    controlPlane
        .WithEnvironment("Leagues__Default", settings.League ?? "")
        .WithEnvironment("Leagues__DefaultId", settings.LeagueId);
}

var federation = builder.AddProject<Projects.Arena_Federation>("federation")
    .WithReference(controlPlane)
    .WithHttpHealthCheck("/health");

var node = builder.AddProject<Projects.Arena_Node>("node")
    .WithReplicas(settings.Nodes)
    .WithReference(controlPlane)
    .WithReference(federation)
    .WithReference(redis)
    .WithReference(kafka)
    .WithHttpHealthCheck("/health")
    .WaitFor(controlPlane);

if (builder.ExecutionContext.IsRunMode)
    node.WithEnvironment("Engines__LogDirectory", Path.GetFullPath(Path.Combine(builder.AppHostDirectory, "..", ".arena", "engines")));

builder.AddPublishers("arena");

if (publish is not null)
    return await publish.RunAsync(builder);

builder.Build().Run();
return Environment.ExitCode;
