using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Discovery;
using Microsoft.Extensions.Options;

namespace Arena.Federation;

/// <summary>Whose keys callers show, as the control plane says where there is one.</summary>
internal static class FederationKeys
{
    public static void AddKeys(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetSection("services:controlplane:grpc").GetChildren().Any())
            return;
        var addresses = builder.Configuration.GetServiceEndpoints("controlplane", "grpc");
        builder.Services.AddSingleton<IKeyRing>(services => new ControlPlaneKeyRing(
            addresses, roots: null, services.GetRequiredService<IOptions<AccessOptions>>(), services.GetRequiredService<TimeProvider>()));
    }
}
