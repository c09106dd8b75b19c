using Arena.Benchmarks;
using Arena.Benchmarks.Api;
using Arena.Benchmarks.Grpc;

// The services that the benchmarks of calls and of the proxy have served by another process.
return args switch
{
    [BenchServer.Verb] => await BenchServer.RunAsync(),
    [ApiFloor.Verb] => await ApiFloor.RunAsync(),
    _ => await BenchCommand.RunAsync(args),
};
