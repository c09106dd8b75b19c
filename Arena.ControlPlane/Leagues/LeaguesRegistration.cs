namespace Arena.ControlPlane.Leagues;

internal static class LeaguesRegistration
{
    public static void AddLeagues(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LeaguesOptions>().Bind(builder.Configuration.GetSection("Leagues"));
        builder.Services.AddSingleton<LedgerSignal>();
        builder.Services.AddSingleton<LeagueDirectory>();
        builder.Services.AddSingleton<LeagueStarter>();
        builder.Services.AddSingleton<LeagueLife>();
        builder.Services.AddHostedService<LeagueProjection>();
        builder.Services.AddHostedService<DefaultLeague>();
    }
}
