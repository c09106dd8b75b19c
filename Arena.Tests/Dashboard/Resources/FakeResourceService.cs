extern alias dashboard;

using System.Net;
using System.Threading.Channels;
using dashboard::Arena.Hosting.Dashboard.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.Dashboard.Resources;

/// <summary>An application host, as far as a dashboard sees it.</summary>
internal sealed class FakeResourceService : DashboardService.DashboardServiceBase, IAsyncDisposable
{
    public const string Key = "resource-key";

    private readonly Channel<WatchResourcesUpdate> _updates = Channel.CreateUnbounded<WatchResourcesUpdate>();
    private WebApplication? _app;

    public List<Resource> Resources { get; } = [];

    public List<string> Console { get; } = [];

    public List<string> Commands { get; } = [];

    public Uri Address => new(_app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static Resource Running(string name, params string[] needs) => new()
    {
        Name = name, DisplayName = name.Split('-')[0], ResourceType = "Project", State = "Running",
        Relationships = { needs.Select(n => new ResourceRelationship { ResourceName = n, Type = "Reference" }) },
        Commands =
        {
            new ResourceCommand { Name = "start", DisplayName = "Start", State = ResourceCommandState.Disabled },
            new ResourceCommand { Name = "restart", DisplayName = "Restart" },
        },
    };

    public async Task<FakeResourceService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<FakeResourceService>();
        await _app.StartAsync();
        return this;
    }

    public void Upsert(Resource resource) => _updates.Writer.TryWrite(new WatchResourcesUpdate
    {
        Changes = new WatchResourcesChanges { Value = { new WatchResourcesChange { Upsert = resource } } },
    });

    public void Delete(string name) => _updates.Writer.TryWrite(new WatchResourcesUpdate
    {
        Changes = new WatchResourcesChanges { Value = { new WatchResourcesChange { Delete = new ResourceDeletion { ResourceName = name } } } },
    });

    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context)
    {
        RequireKey(context);
        return Task.FromResult(new ApplicationInformationResponse { ApplicationName = "The application" });
    }

    public override async Task WatchResources(WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        RequireKey(context);
        await responseStream.WriteAsync(new WatchResourcesUpdate { InitialData = new InitialResourceData { Resources = { Resources } } });
        await foreach (var update in _updates.Reader.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(update);
    }

    public override async Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        RequireKey(context);
        var lines = Console.Select((text, i) => new ConsoleLogLine { LineNumber = i + 1, Text = text });
        await responseStream.WriteAsync(new WatchResourceConsoleLogsUpdate { LogLines = { lines } });
        if (!request.SuppressFollow)
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        RequireKey(context);
        Commands.Add($"{request.CommandName} {request.ResourceName}");
        return Task.FromResult(new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Succeeded });
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app!.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static void RequireKey(ServerCallContext context)
    {
        if (context.RequestHeaders.GetValue("x-resource-service-api-key") != Key)
            throw new RpcException(new Status(StatusCode.Unauthenticated, "no key"));
    }
}
