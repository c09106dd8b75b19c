using System.Globalization;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Engine;

namespace Arena.Hosting.Postgres;

/// <summary>A private server: its own data, its own port, never as root.</summary>
internal sealed class PostgresWorkload(PostgresServerResource server, StoreDirectory store, PostgresBinaries binaries, EngineContext engine) : IWorkload
{
    private static readonly Dictionary<string, string> _bareEnvironment = new() { ["PATH"] = "/usr/bin:/bin", ["LC_ALL"] = "C", ["TZ"] = "UTC" };

    private bool _isAnnounced;

    public bool RestartsAfter(int exitCode) => true;

    public async Task<IRunningWorkload> StartAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        await DataGuard.WaitUntilUnusedAsync(store.Path, cancellationToken).ConfigureAwait(false);
        store.Prepare(UnixUser.ForServices);
        if (PostgresData.Version(store) is not { } version)
            await InitializeAsync(cancellationToken).ConfigureAwait(false);
        else if (await InstalledAsync(cancellationToken).ConfigureAwait(false) is var installed && installed != version && !installed.StartsWith(version + ".", StringComparison.Ordinal))
            throw new DistributedApplicationException($"its data in {engine.State.Shorten(store.Path)} was written by PostgreSQL {version}, and what is installed is {installed}: install that version, or move the data away to begin anew.");
        PostgresData.RemoveStaleLock(store);

        var port = instance.Endpoints.Single().Port;
        var spec = new ProcessSpec(binaries.Postgres, [.. Flags(port)], store.Path)
        {
            Environment = _bareEnvironment,
            InheritsEnvironment = false,
            User = UnixUser.ForServices,
            StopSignal = UnixSignal.Interrupt, // "fast": sessions are ended, data is written
        };
        await AnnounceAsync(port, cancellationToken).ConfigureAwait(false);
        return await engine.Spawner.StartAsync(spec, engine.Output.Of(instance), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>For a small machine; and durable, because the ledger promises it.</summary>
    private IEnumerable<string> Flags(int port)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["shared_buffers"] = "128MB",
            ["max_connections"] = "100",
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["jit"] = "off",
            ["log_checkpoints"] = "off",
            ["log_line_prefix"] = "",
        };
        return settings.SelectMany(s => new[] { "-c", $"{s.Key}={s.Value}" }).Prepend(store.Path).Prepend("-D");
    }

    // In a directory beside, so that data is whole or not there when we are killed meanwhile.
    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var unfinished = store with { Path = store.Path + ".new" };
        if (Directory.Exists(unfinished.Path))
            Directory.Delete(unfinished.Path, recursive: true);
        unfinished.Prepare(UnixUser.ForServices);
        var passwordFile = store.Path + ".initdb";
        PrivateFile.Write(passwordFile, await ValueOfAsync(server.PasswordParameter, cancellationToken).ConfigureAwait(false));
        try
        {
            if (UnixUser.ForServices is { } user)
                Libc.ChangeOwner(passwordFile, user);
            var userName = await server.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false);
            var spec = new ProcessSpec(
                binaries.InitDb,
                ["-D", unfinished.Path, "-U", userName!, $"--pwfile={passwordFile}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"],
                Path.GetDirectoryName(store.Path)!)
            {
                Environment = _bareEnvironment,
                InheritsEnvironment = false,
                User = UnixUser.ForServices,
            };
            var (exitCode, output) = await engine.Spawner.RunAsync(spec, cancellationToken).ConfigureAwait(false);
            if (exitCode != 0)
                throw new DistributedApplicationException($"initdb ended with exit code {exitCode}: {output}");
            Directory.Delete(store.Path);
            Directory.Move(unfinished.Path, store.Path);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    // "postgres (PostgreSQL) 15.18 (Debian …)"
    private async Task<string> InstalledAsync(CancellationToken cancellationToken)
    {
        var (_, version) = await engine.Spawner.RunAsync(new ProcessSpec(binaries.Postgres, ["--version"], "/"), cancellationToken).ConfigureAwait(false);
        return version.Split(' ').SkipWhile(word => !char.IsAsciiDigit(word.FirstOrDefault())).FirstOrDefault() ?? "";
    }

    private async Task AnnounceAsync(int port, CancellationToken cancellationToken)
    {
        if (_isAnnounced)
            return;
        _isAnnounced = true;
        var number = await InstalledAsync(cancellationToken).ConfigureAwait(false);
        engine.Choices.Say(server, $"private server {number} on 127.0.0.1:{port}, data in {engine.State.Shorten(store.Path)}{(store.IsPersistent ? "" : " (thrown away at the end)")}");
    }

    private static async Task<string> ValueOfAsync(ParameterResource parameter, CancellationToken cancellationToken) =>
        await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "";
}
