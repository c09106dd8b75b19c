using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Leagues;

internal static class LeaguesRegistration
{
    public static void AddLeagues(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<LeaguesOptions>, LeaguesOptionsValidator>();
        builder.Services.AddOptions<LeaguesOptions>().Bind(builder.Configuration.GetSection(LeaguesOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<LeagueDirectory>();
        builder.Services.AddSingleton<LeagueInstruments>();
        builder.Services.AddSingleton<LeagueFollowers>();
        builder.Services.AddSingleton<LeagueStarter>();
        builder.Services.AddSingleton<EventFeed>();
        builder.Services.AddSingleton<LeagueLife>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<OwnLeagues>();
        builder.Services.AddHostedService<LeagueProjection>();
        builder.Services.AddHostedService<DefaultLeague>();
    }
}
