using System.Net;
using Arena.Dashboard.Access;
using Arena.Dashboard.Api;
using Arena.Dashboard.Intake;
using Arena.Dashboard.Settings;
using Arena.Dashboard.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Arena.Dashboard;

/// <summary>A dashboard: three doors on 127.0.0.1, one store behind them.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TelemetryStore _store;

    private DashboardHost(WebApplication app, TelemetryStore store, DashboardSettings settings) => (_app, _store, Settings) = (app, store, settings);

    public DashboardSettings Settings { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Opens the store and builds the server; nothing listens yet.</summary>
    /// <exception cref="InvalidOperationException">The store is another dashboard's.</exception>
    public static DashboardHost Create(DashboardSettings settings, TimeProvider? time = null, Action<WebApplicationBuilder>? configure = null)
    {
        var store = new TelemetryStore(settings, time ?? TimeProvider.System);
        try
        {
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
            builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
            builder.Services.AddSingleton(time ?? TimeProvider.System);
            builder.Services.AddSingleton(settings);
            builder.Services.AddSingleton(store);
            builder.AddDashboard(settings);
            builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));
            configure?.Invoke(builder);
            var app = builder.Build();
            app.MapDashboard();
            return new DashboardHost(app, store, settings);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    /// <summary>Where it listens, once it does.</summary>
    public Uri AddressOf(Listener listener) =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt((int)listener));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _store.Dispose();
    }

    // In the order of the enumeration: the addresses come out in the order of the listeners.
    private static void Listen(KestrelServerOptions kestrel, DashboardSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.MaxRequestBytes;
        Listen(kestrel, settings.FrontendPort, Listener.Frontend, HttpProtocols.Http1);
        Listen(kestrel, settings.OtlpGrpcPort, Listener.OtlpGrpc, HttpProtocols.Http2);
        Listen(kestrel, settings.OtlpHttpPort, Listener.OtlpHttp, HttpProtocols.Http1);
    }

    private static void Listen(KestrelServerOptions kestrel, int port, Listener listener, HttpProtocols protocols) =>
        kestrel.Listen(IPAddress.Loopback, port, options =>
        {
            options.Protocols = protocols;
            options.Use(next => connection =>
            {
                connection.Features.Set(new ListenerFeature(listener));
                return next(connection);
            });
        });
}
