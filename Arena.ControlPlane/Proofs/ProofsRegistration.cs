using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Proofs;

internal static class ProofsRegistration
{
    public static void AddProofs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<CheckpointOptions>, CheckpointOptionsValidator>();
        builder.Services.AddOptions<CheckpointOptions>()
            .Bind(builder.Configuration.GetSection(CheckpointOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<TreeReader>();
        builder.Services.AddSingleton<Prover>();
        builder.Services.AddSingleton<Checkpointer>();
        builder.Services.AddSingleton<CheckpointLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CheckpointLoop>());
        builder.Services.AddHealthChecks().AddCheck<CheckpointHealthCheck>("checkpoints");
    }

    public static void MapProofs(this WebApplication app) => app.MapGrpcService<ProofGrpcService>();
}
