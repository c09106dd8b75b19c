using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Replicas;

internal static class ReplicasRegistration
{
    public static void AddReplicas(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ReplicaOptions>, ReplicaOptionsValidator>();
        builder.Services.AddOptions<ReplicaOptions>()
            .Bind(builder.Configuration.GetSection(ReplicaOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Membership>();
        builder.Services.AddSingleton<ReplicaInstruments>();
        builder.Services.AddSingleton<Ownership>();
        builder.Services.AddHostedService<ReplicaLoop>();
        builder.Services.AddHostedService<LedgerListener>();
        builder.Services.AddHealthChecks().AddCheck<ReplicaHealthCheck>("replica");
    }
}
