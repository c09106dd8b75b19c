using System.Net;
using Arena.Client.Bots;
using Arena.Core.Agents;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Node;
using Arena.Node.Agents.Bots;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Dials;
using Arena.ServiceDefaults.Flags;
using Arena.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arena.Tests.EndToEnd.Node.Agents.Bots;

/// <summary>What bots see of a node, on a port of its own.</summary>
internal sealed class BotNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BotNode(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public FlagBook Flags => _app.Services.GetRequiredService<FlagBook>();

    public BotLobby Lobby => _app.Services.GetRequiredService<BotLobby>();

    public BotMatches Matches => _app.Services.GetRequiredService<BotMatches>();

    public static async Task<BotNode> StartAsync(string? token = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Configuration.AddInMemoryCollection([new("Bots:Token", token), new("Bots:Resume", "00:00:00")]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<NodeOptions>().Configure(options => options.Name = "n");
        builder.AddBots();
        builder.AddAccess();
        builder.Services.AddFlagGate();
        builder.Services.AddDialBook();
        var app = builder.Build();
        app.UseAccess();
        app.MapGrpcService<BotGrpcService>();
        await app.StartAsync();
        return new BotNode(app);
    }

    public static CancellationToken Limit() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    /// <summary>A match of those agents; a name that no strategy has is a bot's.</summary>
    public static MatchSpec Spec(string game, TimeSpan moveTimeLimit, params string[] agents)
    {
        var rules = NewGame.Of(game);
        return new MatchSpec
        {
            Game = rules,
            Agents = [.. agents.Select(a =>
                StrategyCatalog.Find(rules.Type, a) is null ? AgentDefinition.Bot(a) : AgentDefinition.Of(rules.Type, a))],
            Seed = new Seed(7),
            MoveTimeLimit = moveTimeLimit,
        };
    }

    /// <summary>Connects a bot and returns once it is welcome; the task ends with the runner.</summary>
    public async Task<Task> ConnectAsync(IBot bot, string name, CancellationToken cancellationToken, string? token = null)
    {
        var welcome = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new BotRunner(bot, new BotOptions { Name = name, Nodes = [Address], Token = token }) { Welcomed = _ =>
            welcome.TrySetResult() }.RunAsync(cancellationToken);
        await await Task.WhenAny(welcome.Task, running).WaitAsync(Limit());
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(Limit());
        await _app.DisposeAsync();
    }
}
