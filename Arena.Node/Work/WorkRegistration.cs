using Arena.Contracts.Channels;
using Arena.Node.Peers;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Discovery;
using Arena.ServiceDefaults.Guard;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Arena.Node.Work;

internal static class WorkRegistration
{
    public const string GuardName = "controlplane";

    public static void AddWork(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<NodeOptions>()
            .Configure(options => options.Name = DefaultName(builder.Configuration))
            .Bind(builder.Configuration.GetSection("Node"))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.AddControlPlaneClient();
        builder.Services.AddGuard(builder.Configuration, GuardName, ForAsLongAsTheNodeLives, ControlPlaneLink.Breaks);
        builder.Services.AddSingleton<NodeInstruments>();
        builder.Services.AddSingleton<TaskBook>();
        builder.Services.AddSingleton<HeardHead>();
        builder.Services.AddSingleton<WatchedMatches>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WatchedMatches>());
        builder.Services.AddHostedService<MatchWorkers>();
        builder.Services.AddSingleton<ControlPlaneLink>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ControlPlaneLink>());
        builder.Services.AddHealthChecks().AddCheck<ControlPlaneHealthCheck>("controlplane").AddCheck<LedgerHealthCheck>("ledger");
    }

    // What is guarded is a stream: it has no time limit, and one dial at a time needs no circuit breaker.
    private static void ForAsLongAsTheNodeLives(GuardOptions guard) =>
        (guard.MaxAttempts, guard.Timeout, guard.BreakDuration) = (0, TimeSpan.Zero, TimeSpan.Zero);

    private static void AddControlPlaneClient(this WebApplicationBuilder builder)
    {
        var addresses = new ReplicaAddresses(builder.Configuration.GetServiceEndpoints("controlplane", "grpc"));
        builder.Services.AddSingleton(addresses);
        builder.Services.TryAddSingleton(PeerTrust.From(builder.Configuration));
        builder.Services.AddSingleton<IKeyRing>(services => new ControlPlaneKeyRing(
            addresses, services.GetRequiredService<PeerTrust>().Roots, services.GetRequiredService<IOptions<AccessOptions>>(),
            services.GetRequiredService<TimeProvider>()));
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
