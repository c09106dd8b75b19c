using Arena.Cli;

return await ArenaCommand.RunAsync(args);
