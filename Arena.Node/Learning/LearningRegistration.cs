using Arena.Contracts.Channels;
using Arena.Node.Peers;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Discovery;
using Microsoft.Extensions.Options;

namespace Arena.Node.Learning;

internal static class LearningRegistration
{
    /// <summary>Where the node is told of a federation service; without one it learns nothing.</summary>
    public static void AddLearning(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetSection("services:federation:grpc").GetChildren().Any())
            return;
        var addresses = new ReplicaAddresses(builder.Configuration.GetServiceEndpoints("federation", "grpc"));
        builder.Services.AddSingleton<LearnerInstruments>();
        builder.Services.AddSingleton(services => new FederationLink(
            addresses, services.GetRequiredService<PeerTrust>(), services.GetRequiredService<IOptions<AccessOptions>>(),
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FederationLink>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<FederationLink>());
        builder.Services.AddHostedService<Learner>();
    }
}
