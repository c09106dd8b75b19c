using Arena.Benchmarks;
using Arena.Benchmarks.Hosting;

// The service that the benchmark of the proxy puts behind it.
if (args is [ReplicaServer.Verb])
    return await ReplicaServer.RunAsync();
return await BenchCommand.RunAsync(args);
