using Arena.Federation.Models;
using Arena.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddModels();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<FederationGrpcService>();
app.Run();
