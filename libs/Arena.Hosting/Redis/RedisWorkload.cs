using System.Globalization;
using System.Text;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Hosting.Redis;

/// <summary>A private server. Its configuration comes through standard input, where no other user can read the password.</summary>
internal sealed class RedisWorkload(RedisResource redis, string program, StoreDirectory store, EngineContext engine) : IWorkload
{
    private bool _isAnnounced;

    public bool RestartsAfter(int exitCode) => true;

    public async Task<IRunningWorkload> StartAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        await DataGuard.WaitUntilUnusedAsync(store.Path, cancellationToken).ConfigureAwait(false);
        store.Prepare(UnixUser.ForServices);
        var port = instance.Endpoints.Single().Port;
        var spec = new ProcessSpec(program, ["-"], store.Path)
        {
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["LC_ALL"] = "C" },
            InheritsEnvironment = false,
            User = UnixUser.ForServices,
            StandardInput = await ConfigureAsync(port, cancellationToken).ConfigureAwait(false),
        };
        var running = await engine.Spawner.StartAsync(spec, engine.Output.Of(instance), cancellationToken).ConfigureAwait(false);
        if (!_isAnnounced)
            engine.Choices.Say(redis, $"private server on 127.0.0.1:{port}, {Durability()}");
        _isAnnounced = true;
        return running;
    }

    private async Task<string> ConfigureAsync(int port, CancellationToken cancellationToken)
    {
        var settings = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"port {port}")
            .AppendLine("bind 127.0.0.1")
            .AppendLine("daemonize no")
            .AppendLine("loglevel warning")
            .AppendLine(CultureInfo.InvariantCulture, $"dir {Quote(store.Path)}")
            .AppendLine(CultureInfo.InvariantCulture, $"appendonly {(store.IsPersistent ? "yes" : "no")}")
            .AppendLine(redis.TryGetLastAnnotation<RedisPersistenceAnnotation>(out var persistence)
                ? string.Create(CultureInfo.InvariantCulture, $"save {(long)persistence.Interval.TotalSeconds} {persistence.KeysChangedThreshold}")
                : "save \"\"");
        if (redis.PasswordParameter is { } password)
            settings.AppendLine(CultureInfo.InvariantCulture, $"requirepass {Quote(await password.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "")}");
        return settings.ToString();
    }

    private string Durability() => store.IsPersistent ? $"data in {engine.State.Shorten(store.Path)}" : "data in memory only";

    private static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
