using Arena.Backplane.Hosting;
using Arena.Federation.Blobs;
using Arena.Federation.Rounds;

namespace Arena.Federation.Models;

internal static class ModelsRegistration
{
    // The initial weights of a model come in one message; updates come in chunks.
    private const int MaxMessageSize = 64 * 1024 * 1024;

    public static void AddModels(this WebApplicationBuilder builder)
    {
        builder.AddLedgerStore();
        builder.Services.AddOptions<BlobOptions>().BindConfiguration(BlobOptions.Section)
            .Validate(options => options.KeepVersions is >= 1 and <= 10_000, "Federation:KeepVersions: wanted 1 to 10,000")
            .ValidateOnStart();
        builder.Services.AddSingleton<BlobFolder>();
        builder.Services.AddSingleton<ModelDirectory>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ModelDirectory>());
        builder.Services.AddHostedService<RoundClock>();
        builder.Services.AddSingleton<UpdateIntake>();
        builder.Services.AddSingleton<FederationInstruments>();
        builder.Services.AddGrpc().AddServiceOptions<FederationGrpcService>(options => options.MaxReceiveMessageSize = MaxMessageSize);
    }
}
