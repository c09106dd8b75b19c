using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Grpc.AspNetCore.Server;

namespace Arena.ControlPlane.Ledger;

internal static class LedgerRegistration
{
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        builder.AddLedgerStore();
        builder.Services.AddPorts();
        builder.Services.AddSingleton<LedgerSignals>();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<LedgerSignals>()[LedgerNews.Events]);
        builder.Services.Configure<GrpcServiceOptions>(server => server.Interceptors.Add<AlteredResult>());
    }

    public static void MapLedger(this WebApplication app) => app.MapGrpcService<LedgerGrpcService>();

    private static void AddPorts(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Leagues);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Tasks);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Results);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Chain);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Audit);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Checkpoints);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Rechecks);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Ratings);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Outbox);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Replicas);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Sessions);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Relay);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Idempotency);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Tenants);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Keys);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Flags);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().Dials);
        services.AddSingleton(provider => provider.GetRequiredService<ILedger>().ProtectionKeys);
    }
}
