namespace Arena.Federation.Models;

internal static class ModelsRegistration
{
    // The initial weights of a model come in one message; updates come in chunks.
    private const int MaxMessageSize = 64 * 1024 * 1024;

    public static void AddModels(this WebApplicationBuilder builder)
    {
        builder.Services.AddGrpc().AddServiceOptions<FederationGrpcService>(options => options.MaxReceiveMessageSize = MaxMessageSize);
        builder.Services.AddSingleton<ModelDirectory>();
        builder.Services.AddSingleton<FederationInstruments>();
        builder.Services.AddHealthChecks().AddCheck<ModelsHealthCheck>("models");
    }
}
