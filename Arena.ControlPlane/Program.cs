using Arena.ControlPlane.Agents;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Ratings;
using Arena.ControlPlane.Rechecks;
using Arena.ControlPlane.Work;
using Arena.ServiceDefaults;
using Arena.ServiceDefaults.Start;

return await Service.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddLedger();
        builder.AddLeagues();
        builder.AddRatings();
        builder.AddWork();
        builder.AddRechecks();
        builder.AddNodes();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.MapLeagues();
        app.MapRatings();
        app.MapGrpcService<LeagueGrpcService>();
        app.MapGrpcService<WorkGrpcService>();
        app.MapGrpcService<NodeGrpcService>();
        app.MapGrpcService<AgentGrpcService>();
        app.MapGrpcService<LedgerGrpcService>();
        app.MapGrpcService<RatingGrpcService>();
    });
