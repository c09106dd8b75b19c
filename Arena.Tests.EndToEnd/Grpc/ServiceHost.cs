using Arena.ControlPlane;
using Arena.Federation;
using Arena.Federation.Models;
using Arena.Node.Agents.Bots;
using Arena.Node.Agents.Engines;
using Arena.Node.Agents.Http;
using Arena.Node.Work;
using Arena.ServiceDefaults;
using Arena.Tests.EndToEnd.Grpc.Interop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Grpc;

/// <summary>A service of Arena in this process, as its Program.cs builds it, on a gRPC port of its own.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServiceHost(WebApplication app, LogBook log) => (_app, Log) = (app, log);

    public Uri Address => Addresses[0];

    /// <summary>Of HTTP/1, with <see cref="WithHttp"/>.</summary>
    public Uri HttpAddress => Addresses[1];

    /// <summary>Settings by which it listens for HTTP/1 too.</summary>
    public static (string Key, string? Value)[] WithHttp { get; } =
        [("Kestrel:Endpoints:http:Url", "http://127.0.0.1:0"), ("Kestrel:Endpoints:http:Protocols", "Http1")];

    /// <summary>The same, of a control plane whose pages have their styles and scripts.</summary>
    public static (string Key, string? Value)[] WithPages { get; } =
    [
        .. WithHttp,
        ("staticWebAssets", Path.Combine(AppContext.BaseDirectory, "Arena.ControlPlane.staticwebassets.runtime.json")),
    ];

    private Uri[] Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a))];

    public IServiceProvider Services => _app.Services;

    public LogBook Log { get; }

    /// <summary>A control plane with its ledger in memory.</summary>
    public static Task<ServiceHost> ControlPlaneAsync(
        int port = 0, TlsFiles? tls = null, params (string Key, string? Value)[] settings) => StartAsync(
        builder => builder.AddFeatures(), app => app.MapFeatures(), port, tls, settings);

    /// <summary>A control plane on a machine whose clock says what it likes.</summary>
    public static Task<ServiceHost> ControlPlaneAsync(TimeProvider time, int port, params (string Key, string? Value)[] settings) =>
        StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(time);
                builder.AddFeatures();
            },
            app => app.MapFeatures(), port, tls: null, settings);

    public static Task<ServiceHost> NodeAsync(
        Uri controlPlane, TlsFiles? tls = null, params (string Key, string? Value)[] settings) => StartAsync(
        builder =>
        {
            builder.AddWork();
            builder.AddBots();
            builder.AddHttpAgents();
            builder.AddEngines();
        },
        app => app.MapGrpcService<BotGrpcService>(),
        port: 0, tls,
        [("services:controlplane:grpc:0", controlPlane.ToString()), ("Node:Name", "n"), .. Trusting(tls), .. settings]);

    public static Task<ServiceHost> FederationAsync(Uri? controlPlane = null) => StartAsync(
        builder =>
        {
            builder.AddControlPlane();
            builder.AddModels();
        },
        app => app.MapGrpcService<FederationGrpcService>(), port: 0, tls: null,
        controlPlane is null ? [] : [("services:controlplane:grpc:0", controlPlane.ToString())]);

    /// <summary>Somebody who answers for a service as a test says.</summary>
    public static Task<ServiceHost> FakeAsync<TService>(
        TService service, TlsFiles? tls = null, params (string Key, string? Value)[] settings)
        where TService : class => StartAsync(
            builder => builder.Services.AddSingleton(service), app => app.MapGrpcService<TService>(), port: 0, tls, settings);

    public static CancellationToken Limit() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public bool IsConnected => Services.GetRequiredService<ControlPlaneLink>().Connected;

    /// <summary>Ends without grace: running calls are cut.</summary>
    public Task KillAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _app.DisposeAsync();
    }

    private static (string Key, string? Value)[] Trusting(TlsFiles? tls) => tls is null ? [] : [("Node:TrustedRoots", tls.Certificate)];

    private static async Task<ServiceHost> StartAsync(
        Action<WebApplicationBuilder> add, Action<WebApplication> map, int port, TlsFiles? tls, (string Key, string? Value)[] settings)
    {
        // Dozens of these run at once, and each watched settings file would take one of few inotify instances.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        var log = new LogBook();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Information);
        builder.Configuration.AddInMemoryCollection(
        [
            new("Kestrel:Endpoints:grpc:Url", $"{(tls is null ? "http" : "https")}://127.0.0.1:{port}"),
            new("Kestrel:Endpoints:grpc:Protocols", "Http2"),
            new("Kestrel:Endpoints:grpc:Certificate:Path", tls?.Certificate),
            new("Kestrel:Endpoints:grpc:Certificate:KeyPath", tls?.Key),
        ]);
        builder.Configuration.AddInMemoryCollection(settings // the last one counts
            .GroupBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)
            .Select(group => KeyValuePair.Create(group.Key, group.Last().Value)));
        builder.AddServiceDefaults();
        add(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        map(app);
        await app.StartAsync();
        return new ServiceHost(app, log);
    }
}
