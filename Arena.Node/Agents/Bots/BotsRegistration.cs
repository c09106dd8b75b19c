using Arena.Node.Peers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Arena.Node.Agents.Bots;

internal static class BotsRegistration
{
    // A move is a few bytes; a bot that sends more than this is broken or hostile.
    private const int MaxMessageSize = 64 * 1024;

    public static void AddBots(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BotsOptions>().Bind(builder.Configuration.GetSection("Bots"))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddGrpc().AddServiceOptions<BotGrpcService>(options => options.MaxReceiveMessageSize = MaxMessageSize);
        builder.Services.TryAddSingleton(PeerTrust.From(builder.Configuration));
        builder.Services.AddSingleton<BotLobby>();
        builder.Services.AddSingleton<BotVariants>();
        builder.Services.AddSingleton<BotMatches>();
    }
}
