namespace Arena.ControlPlane.Experiments;

internal static class ExperimentsRegistration
{
    public static void AddExperiments(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FlagReporter>();
        builder.Services.AddScoped<DialEffects>();
    }
}
