namespace Arena.ControlPlane.Rechecks;

internal static class RechecksRegistration
{
    public static void AddRechecks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Verifier>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Verifier>());
    }
}
