namespace Arena.Federation.Models;

internal static class ModelsRegistration
{
    public static void AddModels(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ModelDirectory>();
        builder.Services.AddSingleton<FederationInstruments>();
        builder.Services.AddHealthChecks().AddCheck<ModelsHealthCheck>("models");
    }
}
