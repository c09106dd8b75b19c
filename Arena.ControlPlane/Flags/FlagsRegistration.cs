namespace Arena.ControlPlane.Flags;

internal static class FlagsRegistration
{
    /// <summary>After the ledger, before whatever goes by flags.</summary>
    public static void AddFlags(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FlagDirectory>();
        builder.Services.AddSingleton<FlagFollower>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FlagFollower>());
        builder.Services.AddSingleton<FlagAdministration>();
    }
}
