using Arena.Federation;
using Arena.Federation.Models;
using Arena.ServiceDefaults;
using Arena.ServiceDefaults.Start;

return await Service.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddControlPlane();
        builder.AddModels();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.MapGrpcService<FederationGrpcService>();
    });
