using Arena.Dashboard;

return await DashboardProgram.RunAsync(args);
