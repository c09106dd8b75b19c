using System.Diagnostics;
using Arena.Hosting.Processes;
using Arena.Hosting.Stores;
using Npgsql;

namespace Arena.Tests.EndToEnd.Stores;

/// <summary>A real server of one's own with an empty database, for the tests of one class.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _folder;
    private readonly string _password;
    private readonly bool _isTemporary;
    private Process? _server;

    public PostgresServer()
        : this(Directory.CreateTempSubdirectory("arena-postgres-"), "test") => _isTemporary = true;

    /// <summary>On data that is somebody else's to remove.</summary>
    internal PostgresServer(DirectoryInfo folder, string password) => (_folder, _password) = (folder, password);

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (PostgresBinaries.Newest is not { } binaries)
            return;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_101_101); // the server's account must be able to walk in
        var port = FreePort.Find();
        var start = new ProcessStartInfo("/bin/sh", [Path.Combine(AppContext.BaseDirectory, "stores", "postgres.sh")])
        {
            Environment =
            {
                ["BIN"] = binaries.Directory, ["DATA"] = Path.Combine(_folder.FullName, "data"), ["PORT"] = $"{port}",
                ["SUPERUSER"] = "postgres", ["PASSWORD"] = _password, ["ACCOUNT"] = UnixAccount.ForStores,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _server = Process.Start(start)!;
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = port, Username = "postgres", Password = _password, Database = "postgres",
        }.ConnectionString;
        using var limit = new CancellationTokenSource(_limit);
        while (!await AnswersAsync(limit.Token))
            await Task.Delay(_poll, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            using var limit = new CancellationTokenSource(_limit);
            using (var terminate = Process.Start("kill", ["-TERM", $"{_server.Id}"]))
                await terminate.WaitForExitAsync(limit.Token);
            await _server.WaitForExitAsync(limit.Token);
            _server.Dispose();
        }

        if (_isTemporary)
            _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException) when (!_server!.HasExited)
        {
            return false;
        }
    }
}
