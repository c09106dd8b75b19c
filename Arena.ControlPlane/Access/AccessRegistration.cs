using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Access;

internal static class AccessRegistration
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LedgerKeyRing>();
        builder.Services.AddSingleton<IKeyRing>(services => services.GetRequiredService<LedgerKeyRing>());
        builder.Services.AddSingleton<AccessAdministration>();
        builder.Services.AddHostedService<FirstKey>();
    }

    public static void MapAccess(this WebApplication app) => app.MapGrpcService<AccessGrpcService>();
}
