using System.Diagnostics;
using Arena.Hosting.Processes;

namespace Arena.Tests.EndToEnd.Stores;

/// <summary>A real Redis of one's own, that keeps nothing.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly Process _server;

    private RedisServer(Process server, int port) => (_server, Address) = (server, $"127.0.0.1:{port}");

    public string Address { get; }

    /// <summary>One that answers. Skips the test where there is no Redis.</summary>
    public static RedisServer Start()
    {
        Assert.SkipUnless(InstalledProgram.Find("redis-server") is not null, "Redis is not installed (apt-get install redis-server)");
        var port = FreePort.Find();
        var start = new ProcessStartInfo(
            "redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath()])
        {
            RedirectStandardOutput = true,
        };
        var server = Process.Start(start)!;
        while (server.StandardOutput.ReadLine() is { } line && !line.Contains("Ready to accept connections", StringComparison.Ordinal))
        {
            // It answers nobody yet.
        }

        _ = server.StandardOutput.ReadToEndAsync();
        return new RedisServer(server, port);
    }

    /// <summary>Sends it a signal, as <c>STOP</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_server.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_server.HasExited)
            _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }
}
