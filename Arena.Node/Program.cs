using Arena.Node.Agents.Bots;
using Arena.Node.Agents.Engines;
using Arena.Node.Agents.Http;
using Arena.Node.Learning;
using Arena.Node.Work;
using Arena.ServiceDefaults;
using Arena.ServiceDefaults.Start;

return await Service.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddWork();
        builder.AddBots();
        builder.AddHttpAgents();
        builder.AddEngines();
        builder.AddLearning();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.MapGrpcService<BotGrpcService>();
    });
