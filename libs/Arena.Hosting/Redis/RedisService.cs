using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Hosting.Redis;

/// <summary>Where the server comes from: configuration, the installed binary, or nowhere.</summary>
internal sealed class RedisService(RedisResource redis) : IBackingService
{
    private const string Lost = "caches and deduplication are in memory, and news travels by gossip (apt-get install redis-server)";

    private StoreDirectory? _store;
    private string? _program;

    public void Choose(EngineContext engine)
    {
        if (engine.Configuration.ConfiguredFor(redis) is { } configured)
        {
            redis.MarkExternal(configured);
            engine.Choices.Say(redis, "the configured server");
            return;
        }

        if (engine.Configuration.IsSwitchedOff(redis))
        {
            DoWithout(BackingServiceExtensions.SwitchedOff, engine);
            return;
        }

        _program = ExecutableFinder.Find("redis-server", "/usr/local/bin", "/usr/bin");
        if (_program is null)
        {
            DoWithout("no redis-server found", engine);
            return;
        }

        _store = StoreChoice.Open(redis, engine);
        if (redis.PasswordParameter is { } password)
            GeneratedSecret.KeepWith(password, _store);
    }

    public IWorkload CreateWorkload(EngineContext engine) => new RedisWorkload(redis, _program!, _store!, engine);

    private void DoWithout(string why, EngineContext engine)
    {
        redis.MarkEmbedded($"{why}: {Lost}");
        engine.Choices.Say(redis, $"{why}: {Lost}");
    }
}
