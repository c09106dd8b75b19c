using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Replicas;

internal static class ReplicasRegistration
{
    public static void AddReplicas(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ReplicaOptions>, ReplicaOptionsValidator>();
        builder.Services.AddOptions<ReplicaOptions>()
            .Configure(options => options.Address = ReplicaAddress.Default(builder.Configuration))
            .Bind(builder.Configuration.GetSection(ReplicaOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        var machine = builder.Services.LastOrDefault(s => s.ServiceType == typeof(TimeProvider))?.ImplementationInstance as TimeProvider;
        builder.Services.AddSingleton(new LedgerClock(machine ?? TimeProvider.System));
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<LedgerClock>());
        builder.Services.AddSingleton<Membership>();
        builder.Services.AddSingleton<ReplicaInstruments>();
        builder.Services.AddSingleton<Ownership>();
        builder.Services.AddHostedService<ReplicaLoop>();
        builder.Services.AddHostedService<LedgerListener>();
        builder.Services.AddHealthChecks().AddCheck<ReplicaHealthCheck>("replica");
    }
}
