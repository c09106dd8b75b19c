using Arena.Node.Bots;
using Arena.Node.Http;
using Arena.Node.Work;
using Arena.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddWork();
builder.AddBots();
builder.AddHttpAgents();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<BotGrpcService>();
app.Run();
