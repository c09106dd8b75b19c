using Arena.Dashboard.Access;
using Arena.Dashboard.Api;
using Arena.Dashboard.Intake;
using Arena.Dashboard.Pages;
using Arena.Dashboard.Resources;
using Arena.Dashboard.Settings;
using Arena.Dashboard.Telemetry;
using Grpc.AspNetCore.Server;

namespace Arena.Dashboard;

/// <summary>What a dashboard is made of.</summary>
internal static class DashboardWiring
{
    public static void AddDashboard(this WebApplicationBuilder builder, DashboardSettings settings)
    {
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IntakeInstruments>();
        builder.Services.AddSingleton<OtlpKey>();
        builder.Services.AddSingleton<TelemetryIntake>();
        builder.Services.AddHostedService<RetentionLoop>();
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = settings.MaxRequestBytes;
            options.Interceptors.Add<OtlpInterceptor>();
        });
        builder.Services.AddSingleton<ResourceClient>();
        builder.Services.AddSingleton<ResourceTelemetry>();
        builder.Services.AddSingleton<ResourceWatcher>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ResourceWatcher>());
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.AddAccess(settings);
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.UseRouting();
        app.UseListenerGate();
        app.UseResponseGuards();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapGrpcService<LogsGrpcService>().OnlyOn(Listener.OtlpGrpc).AllowAnonymous();
        app.MapGrpcService<TraceGrpcService>().OnlyOn(Listener.OtlpGrpc).AllowAnonymous();
        app.MapGrpcService<MetricsGrpcService>().OnlyOn(Listener.OtlpGrpc).AllowAnonymous();
        app.MapOtlpHttp();
        app.MapGet("/health", () => "healthy").AllowAnonymous();
        app.MapTelemetryApi();
        app.MapChanges();
        app.MapResources();
        app.MapPages();
        app.MapClear();
        app.MapAssets();
        app.MapTheme();
        app.MapLogin();
    }
}
