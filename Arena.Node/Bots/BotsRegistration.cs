namespace Arena.Node.Bots;

internal static class BotsRegistration
{
    // A move is a few bytes; a bot that sends more than this is broken or hostile.
    private const int MaxMessageSize = 64 * 1024;

    // A bot whose machine vanished says nothing more; without this it would hold its name for ever.
    private static readonly TimeSpan _pingAfter = TimeSpan.FromSeconds(10);

    public static void AddBots(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BotsOptions>().Bind(builder.Configuration.GetSection("Bots")).ValidateDataAnnotations()
            .Validate(options => options.Resume >= TimeSpan.Zero, "Bots:Resume must not be negative").ValidateOnStart();
        builder.Services.AddGrpc().AddServiceOptions<BotGrpcService>(options => options.MaxReceiveMessageSize = MaxMessageSize);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.Http2.KeepAlivePingDelay = _pingAfter);
        builder.Services.AddSingleton<BotLobby>();
        builder.Services.AddSingleton<BotMatches>();
    }
}
