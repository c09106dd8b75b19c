using Arena.ControlPlane.Leagues;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Rechecks;

internal static class RechecksRegistration
{
    public static void AddRechecks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<RecheckOptions>, RecheckOptionsValidator>();
        builder.Services.AddOptions<RecheckOptions>().Bind(builder.Configuration.GetSection(RecheckOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<RecheckDirectory>();
        builder.Services.AddSingleton<Rechecker>();
        builder.Services.AddSingleton<ILeagueFollower>(services => services.GetRequiredService<Rechecker>());
        builder.Services.AddHostedService(services => services.GetRequiredService<Rechecker>());
    }
}
