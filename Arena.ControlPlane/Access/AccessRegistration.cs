using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.SignIn;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Arena.ControlPlane.Access;

internal static class AccessRegistration
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LedgerKeyRing>();
        builder.Services.AddSingleton<IKeyRing>(services => services.GetRequiredService<LedgerKeyRing>());
        builder.Services.AddSingleton<AccessAdministration>();
        builder.Services.AddHostedService<FirstKey>();
        builder.Services.AddOptions<KeyManagementOptions>()
            .Configure<IProtectionKeyStore>((sealing, store) => sealing.XmlRepository = new ProtectionKeys(store));
        builder.Services.AddSingleton<ISignInWitness, SignInAudit>();
        builder.AddSignIn();
    }

    public static void MapAccess(this WebApplication app) => app.MapGrpcService<AccessGrpcService>();
}
