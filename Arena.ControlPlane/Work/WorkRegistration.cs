using Arena.ControlPlane.Leagues;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Work;

internal static class WorkRegistration
{
    public static void AddWork(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<WorkOptions>, WorkOptionsValidator>();
        builder.Services.AddOptions<WorkOptions>()
            .Bind(builder.Configuration.GetSection(WorkOptions.Section)).ValidateDataAnnotations()
            .Validate(_ => builder.Configuration["Work:VerifyLimit"] is null, "Work:VerifyLimit is called Rechecks:AnswerLimit now.")
            .ValidateOnStart();
        builder.Services.AddSingleton<WorkInstruments>();
        builder.Services.AddSingleton<Dispatcher>();
        builder.Services.AddSingleton<ResultWriter>();
        builder.Services.AddSingleton<ILeagueFollower>(services => services.GetRequiredService<Dispatcher>());
        builder.Services.AddSingleton<FlagTeller>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FlagTeller>());
        builder.Services.AddSingleton<DialTeller>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DialTeller>());
        builder.Services.AddHostedService(services => services.GetRequiredService<Dispatcher>());
        builder.Services.AddHostedService(services => services.GetRequiredService<ResultWriter>());
        builder.Services.AddSingleton<RelayLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RelayLoop>());
        builder.Services.AddHostedService<RemoteNodes>();
        builder.Services.AddHostedService<HeadTeller>();
        builder.Services.AddHostedService<ReplicaTeller>();
    }

    public static void MapWork(this WebApplication app) => app.MapGrpcService<WorkGrpcService>();
}
