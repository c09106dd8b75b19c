using System.Net;
using Arena.ServiceDefaults;
using Arena.Tests.EndToEnd.Systems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace Arena.Tests.EndToEnd.ServiceDefaults;

/// <summary>A service with the defaults in this process, on ports of its own: HTTP first, then gRPC.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestService(WebApplication app) => _app = app;

    public HttpClient Http { get; } = new();

    public IServiceProvider Services => _app.Services;

    public Uri GrpcAddress => new(_app.Urls.Last());

    public static async Task<TestService> StartAsync(
        Action<WebApplicationBuilder>? register = null, Action<WebApplication>? map = null, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.AddServiceDefaults();
        register?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        map?.Invoke(app);
        await app.StartAsync();
        var service = new TestService(app);
        service.Http.BaseAddress = new Uri(app.Urls.First());
        return service;
    }

    /// <summary>Settings that send traces to the collector.</summary>
    public static (string Key, string? Value)[] To(TraceCollector collector) =>
        [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    /// <summary>Returns when all spans that have ended are where they belong.</summary>
    public void Flush() => Assert.True(Services.GetRequiredService<TracerProvider>().ForceFlush());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
