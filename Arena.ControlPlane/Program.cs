using Arena.ControlPlane.Agents;
using Arena.ControlPlane.Api;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Ratings;
using Arena.ControlPlane.Rechecks;
using Arena.ControlPlane.Replicas;
using Arena.ControlPlane.Work;
using Arena.ServiceDefaults;
using Arena.ServiceDefaults.Start;

return await Service.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddLedger();
        builder.AddReplicas();
        builder.AddNodes();
        builder.AddLeagues();
        builder.AddRatings();
        builder.AddRechecks();
        builder.AddWork();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.MapAgents();
        app.MapLedger();
        app.MapNodes();
        app.MapLeagues();
        app.MapRatings();
        app.MapWork();
    });
