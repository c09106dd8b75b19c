using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Engine;

/// <summary>What the workloads share.</summary>
internal sealed record EngineContext(
    IConfiguration Configuration,
    IHostEnvironment Environment,
    DistributedApplicationExecutionContext ExecutionContext,
    StateDirectory State,
    ProcessSpawner Spawner,
    HostConsole Console,
    ResourceOutput Output,
    StoreChoices Choices,
    DistributedApplicationModel Model);
