using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Dashboard;
using Arena.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arena.Hosting.Engine;

internal static class EngineServiceCollectionExtensions
{
    /// <summary>Long enough for the engine's own budget, so that the host never gives up on it before it has killed what is left.</summary>
    private static readonly TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(15);

    public static void AddEngine(this IServiceCollection services, IDistributedApplicationBuilder builder, IResourceCollection resources, DistributedApplicationOptions options)
    {
        services.Configure<HostOptions>(options => options.ShutdownTimeout = _shutdownTimeout);
        services.AddHealthChecks();
        services.AddSingleton(options);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(new DistributedApplicationModel(resources));
        services.AddSingleton(p => new ResourceNotificationService
        {
            DefaultWaitBehavior = p.GetRequiredService<IOptions<ResourceNotificationServiceOptions>>().Value.DefaultWaitBehavior,
        });
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(p => new ResourceCommandService(
            p.GetRequiredService<ResourceNotificationService>(), p.GetRequiredService<ResourceLoggerService>(), p));

        services.AddSingleton(p => options.EnableResourceLogging
            ? new HostConsole(new LogTextWriter(p.GetRequiredService<ILoggerFactory>().CreateLogger($"{options.ApplicationName}.Host")), isColored: false)
            : new HostConsole());
        services.AddSingleton<ProcessSpawner>();
        services.AddSingleton<LoopbackPorts>(_ => new LoopbackPorts());
        services.AddSingleton(p => new StateDirectory(p.GetRequiredService<IConfiguration>(), builder.AppHostDirectory, p.GetRequiredService<ProcessSpawner>()));
        services.AddSingleton<EngineContext>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<WorkloadFactory>();
        services.AddSingleton<HealthProbe>();
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton(p => new Dependencies(
            p.GetRequiredService<ResourceNotificationService>(),
            p.GetRequiredService<ResourceNotificationService>().DefaultWaitBehavior));
        services.AddSingleton<ResourceOutput>();
        services.AddSingleton<StoreChoices>();
        services.AddSingleton<LoopServices>();
        services.AddSingleton<InstanceControllers>();
        services.AddSingleton<InitialState>();
        services.AddSingleton<AuthoredStates>();
        services.AddSingleton<ProxyHost>();
        services.AddSingleton<ResourceServer>();
        services.AddSingleton<DashboardProcess>();
        services.AddSingleton<Readiness>();
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<RunFile>(p, builder.AppHostDirectory));
        if (builder.ExecutionContext.IsPublishMode)
        {
            services.AddPublishing(builder.AppHostDirectory);
            return;
        }

        services.AddHostedService<Orchestrator>();
        services.AddHostedService<ParentWatch>();
    }
}
