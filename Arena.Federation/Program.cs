using Arena.Federation.Models;
using Arena.ServiceDefaults;
using Arena.ServiceDefaults.Start;

return Service.Run(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddModels();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.MapGrpcService<FederationGrpcService>();
    });
