using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Hosting.Postgres;

/// <summary>Where the server comes from: configuration, the installed binaries, or nowhere.</summary>
internal sealed class PostgresService(PostgresServerResource server) : IBackingService
{
    private const string Lost = "results are kept in memory and end with the run (apt-get install postgresql)";

    private StoreDirectory? _store;

    public void Choose(EngineContext engine)
    {
        if (!TakeConfigured(engine))
            TakePrivate(engine);
    }

    public IWorkload CreateWorkload(EngineContext engine) => new PostgresWorkload(server, _store!, PostgresBinaries.Find(PostgresData.Version(_store!))!, engine);

    /// <summary>Whether nothing is left to be run here, because connection strings are configured.</summary>
    private bool TakeConfigured(EngineContext engine)
    {
        var own = engine.Configuration.ConfiguredFor(server);
        foreach (var database in Databases(engine))
        {
            var configured = engine.Configuration.ConfiguredFor(database) ?? (own is null ? null : $"{own.TrimEnd(';')};Database={database.DatabaseName}");
            if (configured is null)
                continue;
            database.MarkExternal(configured);
            engine.Choices.Say(database, "the configured server");
        }

        if (own is not null)
        {
            server.MarkExternal(own);
            return true;
        }

        var databases = Databases(engine);
        if (databases.Count == 0 || !databases.All(d => d.IsExternal()))
            return false;
        server.MarkEmbedded("not started: every database of it is configured to be elsewhere");
        return true;
    }

    private void TakePrivate(EngineContext engine)
    {
        var isSwitchedOff = engine.Configuration.IsSwitchedOff(server);
        if (isSwitchedOff || PostgresBinaries.Find(dataVersion: null) is null)
        {
            var reason = $"{(isSwitchedOff ? BackingServiceExtensions.SwitchedOff : "no PostgreSQL server found")}: {Lost}";
            server.MarkEmbedded(reason);
            foreach (var database in Databases(engine).Where(d => !d.IsExternal()))
                database.MarkEmbedded(reason);
            engine.Choices.Say(server, reason);
            return;
        }

        _store = StoreChoice.Open(server, engine);
        GeneratedSecret.KeepWith(server.PasswordParameter, _store);
    }

    private IReadOnlyList<PostgresDatabaseResource> Databases(EngineContext engine) =>
        [.. engine.Model.Resources.OfType<PostgresDatabaseResource>().Where(d => d.Parent == server)];
}
