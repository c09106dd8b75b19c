using Arena.Node.Bots;
using Arena.Node.Http;
using Arena.Node.Engines;
using Arena.Node.Work;
using Arena.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddWork();
builder.AddBots();
builder.AddHttpAgents();
builder.AddEngines();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<BotGrpcService>();
app.Run();
