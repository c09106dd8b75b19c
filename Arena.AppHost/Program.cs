using Arena.AppHost;
using Arena.AppHost.Runs;

if (AppHostStart.Read(args, out var start) is { } exitCode)
    return exitCode;
var (builder, settings, publish) = start;

try
{
    builder.AddRunWatch();
    builder.LeaveNothingBehind();
    builder.AddPublishers("arena");

    var ledger = builder.AddPostgres("postgres")
        .WithDataVolume("arena-postgres-data")
        .RunAsLocalProcess().WithRestart()
        .AddDatabase("arenadb");

    // Nothing needs these two yet: they are started by hand, and nobody waits for them.
    var redis = builder.AddRedis("redis").RunAsLocalProcess().WithRestart().WithExplicitStart();
    var kafka = builder.AddKafka("kafka").WithRestart().WithExplicitStart();

    var keys = AccessKeys.Of(builder, settings);

    var controlPlanes = builder.Replicas("controlplane", settings.ControlPlanes, name => builder
        .AddProject<Projects.Arena_ControlPlane>(name)
        .RunHere()
        .WithReference(ledger)
        .WithReference(redis)
        .WithReference(kafka)
        .WithLeague(settings)
        .WithDashboardLinks()
        .WithKeys(keys, isControlPlane: true)
        .WithHttpHealthCheck("/health")
        .WithExternalHttpEndpoints()
        .WithUrlForEndpoint("http", url => url.DisplayText = "Standings")
        .WaitFor(ledger));
    var controlPlane = controlPlanes[0];

    var federation = builder.AddProject<Projects.Arena_Federation>("federation")
        .RunHere()
        .WithKeys(keys)
        .WithReference(ledger)
        .WithReference(controlPlane).WithReplicasOf(controlPlanes)
        .WithModels()
        .WithHttpHealthCheck("/health")
        .WaitFor(ledger);

    builder.AddProject<Projects.Arena_Node>("node")
        .RunHere(hasReplicas: true)
        .WithReplicas(settings.Nodes).WithReplicaIndex("Node__Replica")
        .WithKeys(keys)
        .WithReference(controlPlane).WithReplicasOf(controlPlanes)
        .WithReference(federation)
        .WithReference(redis)
        .WithReference(kafka)
        .WithEngineLogs()
        .WithHeads()
        .WithHttpHealthCheck("/health")
        .WaitForStart(controlPlane); // it dials until it is heard

    if (publish is not null)
        return await publish.RunAsync(builder);

    await using var application = builder.Build();
    await application.RunAsync();
    return Environment.ExitCode;
}
catch (Exception unusable) when (unusable is DistributedApplicationException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(unusable.Message);
    return 1;
}
