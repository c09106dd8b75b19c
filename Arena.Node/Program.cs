using Arena.Node.Work;
using Arena.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddWork();

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
