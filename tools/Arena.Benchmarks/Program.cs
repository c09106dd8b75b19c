using Arena.Benchmarks;

return await BenchCommand.RunAsync(args);
