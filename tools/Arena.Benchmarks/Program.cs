using Arena.Benchmarks;
using Arena.Benchmarks.Grpc;

return args is [BenchServer.Verb] ? await BenchServer.RunAsync() : await BenchCommand.RunAsync(args);
