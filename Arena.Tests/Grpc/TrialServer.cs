using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Grpc;

/// <summary>A real Kestrel on 127.0.0.1 with the trial service, and a channel to it.</summary>
public sealed class TrialServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<GrpcChannel> _channels = [];

    private TrialServer(WebApplication app, TrialScript script, bool hasPort)
    {
        _app = app;
        Script = script;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Address = new Uri(hasPort ? addresses.Single() : "http://localhost");
        Client = new Trial.TrialClient(Channel());
    }

    public TrialScript Script { get; }

    public Uri Address { get; }

    public Trial.TrialClient Client { get; }

    public static async Task<TrialServer> StartAsync(
        Action<GrpcServiceOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        int port = 0,
        X509Certificate2? certificate = null,
        string? unixSocket = null,
        Action<KestrelServerOptions>? kestrel = null)
    {
        var script = new TrialScript();
        // Empty: dozens of these run at once, and each watched settings file would take one of few inotify instances.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(server =>
        {
            kestrel?.Invoke(server);
            if (unixSocket is null)
                server.Listen(IPAddress.Loopback, port, Configure);
            else
                server.ListenUnixSocket(unixSocket, Configure);
        });
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton(script);
        builder.Services.AddGrpc(options ?? (_ => { }));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapGrpcService<TrialService>();
        map?.Invoke(app);
        await app.StartAsync();
        return new TrialServer(app, script, hasPort: unixSocket is null);

        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
                listen.UseHttps(certificate);
        }
    }

    public GrpcChannel Channel(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions();
        configure?.Invoke(options);
        var channel = GrpcChannel.ForAddress(Address, options);
        _channels.Add(channel);
        return channel;
    }

    /// <summary>Ends without grace: running connections are cut.</summary>
    public async Task KillAsync()
    {
        using var now = new CancellationTokenSource();
        now.Cancel();
        await _app.StopAsync(now.Token);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();
        await KillAsync();
        await _app.DisposeAsync();
    }
}
