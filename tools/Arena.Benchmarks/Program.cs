using Arena.Benchmarks;
using Arena.Benchmarks.Grpc;
using Arena.Benchmarks.Hosting;

// The services that the benchmarks of calls and of the proxy have served by another process.
return args switch
{
    [BenchServer.Verb] => await BenchServer.RunAsync(),
    [ReplicaServer.Verb] => await ReplicaServer.RunAsync(),
    _ => await BenchCommand.RunAsync(args),
};
