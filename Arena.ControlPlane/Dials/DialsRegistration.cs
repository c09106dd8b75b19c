namespace Arena.ControlPlane.Dials;

internal static class DialsRegistration
{
    /// <summary>After the ledger, before nodes are told of them.</summary>
    public static void AddDials(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DialDirectory>();
        builder.Services.AddSingleton<DialFollower>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DialFollower>());
        builder.Services.AddSingleton<DialAdministration>();
    }
}
