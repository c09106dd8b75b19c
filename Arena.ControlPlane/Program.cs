using Arena.ControlPlane;
using Arena.ServiceDefaults;
using Arena.ServiceDefaults.Start;

return await Service.RunAsync(
    args,
    builder =>
    {
        builder.AddServiceDefaults();
        builder.AddFeatures();
    },
    app =>
    {
        app.MapDefaultEndpoints();
        app.MapFeatures();
    });
