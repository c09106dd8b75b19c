using Arena.ControlPlane.Agents;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Arena.ControlPlane.Work;
using Arena.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddGrpc();
builder.AddLedger();
builder.AddLeagues();
builder.AddWork();
builder.AddRechecks();
builder.AddNodes();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapLeagues();
app.MapGrpcService<LeagueGrpcService>();
app.MapGrpcService<WorkGrpcService>();
app.MapGrpcService<NodeGrpcService>();
app.MapGrpcService<AgentGrpcService>();
app.MapGrpcService<LedgerGrpcService>();
app.Run();
