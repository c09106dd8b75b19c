using System.Net;
using System.Security.Cryptography;
using System.Text;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Hosting.Dashboard;

/// <summary>
/// Serves the dashboard contract on the loopback interface, to those who know the key: whoever may watch may also stop things.
/// </summary>
internal sealed class ResourceServer(
    IConfiguration configuration, DistributedApplicationOptions options, LoopbackPorts ports, IServiceProvider services) : IAsyncDisposable
{
    public const string KeyHeader = "x-resource-service-api-key";

    private static readonly string[] _addressKeys = ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "DOTNET_RESOURCE_SERVICE_ENDPOINT_URL"];

    private WebApplication? _server;

    /// <summary>Where it listens; null when nobody is to watch.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Null when no key is asked for.</summary>
    public string? Key { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.DisableDashboard)
            return;

        Address = FindAddress();
        Key = configuration["AppHost:ResourceService:AuthMode"] switch
        {
            "Unsecured" => null,
            null or "ApiKey" => configuration["AppHost:ResourceService:ApiKey"] ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            var other => throw new DistributedApplicationException($"AppHost:ResourceService:AuthMode is '{other}'; wanted ApiKey or Unsecured."),
        };
        _server = Build(Address.Port);
        try
        {
            await _server.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            throw new DistributedApplicationException($"The resource service cannot listen on {Address}: {fault.Message}", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
    }

    private Uri FindAddress()
    {
        if (_addressKeys.Select(k => configuration[k]).FirstOrDefault(v => !string.IsNullOrEmpty(v)) is not { } configured)
            return new Uri($"http://127.0.0.1:{ports.Take()}");
        return Uri.TryCreate(configured, UriKind.Absolute, out var address) && address is { Scheme: "http", IsLoopback: true }
            ? address
            : throw new DistributedApplicationException($"The resource service cannot listen on '{configured}': wanted an address like http://127.0.0.1:18890.");
    }

    private WebApplication Build(int port)
    {
        // An empty one: no settings file or variable of whoever started us says where this listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting().AddGrpc();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(services.GetRequiredService<ResourceNotificationService>());
        builder.Services.AddSingleton(services.GetRequiredService<ResourceLoggerService>());
        builder.Services.AddSingleton(services.GetRequiredService<ResourceCommandService>());
        builder.Services.AddSingleton(new ResourceMessages(services));
        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (IsAdmitted(context.Request.Headers[KeyHeader]))
                return next(context);
            context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
            return Task.CompletedTask;
        });
        app.MapGrpcService<DashboardGrpcService>();
        return app;
    }

    private bool IsAdmitted(string? key) =>
        Key is null || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key ?? ""), Encoding.UTF8.GetBytes(Key));
}
