using Arena.Contracts.Channels;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Discovery;
using Microsoft.Extensions.Options;

namespace Arena.Federation;

/// <summary>What the control plane says, where there is one: whose keys callers show, what is switched on, what dials are.</summary>
internal static class ControlPlaneRegistration
{
    public static void AddControlPlane(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetSection("services:controlplane:grpc").GetChildren().Any())
            return;
        var addresses = new ReplicaAddresses(builder.Configuration.GetServiceEndpoints("controlplane", "grpc"));
        builder.Services.AddSingleton<IKeyRing>(services => new ControlPlaneKeyRing(
            addresses, roots: null, services.GetRequiredService<IOptions<AccessOptions>>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(addresses);
        builder.Services.AddHostedService<FlagWatch>();
        builder.Services.AddHostedService<DialWatch>();
    }
}
