using Arena.ServiceDefaults.Discovery;

namespace Arena.Node.Work;

internal static class WorkRegistration
{
    public static void AddWork(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<NodeOptions>()
            .Configure(options => options.Name = DefaultName(builder.Configuration))
            .Bind(builder.Configuration.GetSection("Node"))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(new ControlPlaneAddress(builder.Configuration.GetServiceEndpoints("controlplane", "grpc")[0]));
        builder.Services.AddSingleton<NodeInstruments>();
        builder.Services.AddSingleton<TaskBook>();
        builder.Services.AddHostedService<MatchWorkers>();
        builder.Services.AddSingleton<ControlPlaneLink>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ControlPlaneLink>());
        builder.Services.AddHealthChecks().AddCheck<ControlPlaneHealthCheck>("controlplane");
    }

    private static string DefaultName(IConfiguration configuration)
    {
        if (configuration.GetValue<int?>("Node:Replica") is { } replica)
            return $"node-{replica + 1}";
        var attributes = configuration["OTEL_RESOURCE_ATTRIBUTES"] ?? "";
        var instance = attributes.Split(',', StringSplitOptions.TrimEntries)
            .Select(a => a.Split('=', 2)).FirstOrDefault(a => a is ["service.instance.id", _]);
        return instance?[1] ?? Environment.MachineName;
    }
}
