using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Arena.Cli;

namespace Arena.Benchmarks.Api;

/// <summary>A server under load, in a process of its own.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ApiProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ApiProcess> FloorAsync(CancellationToken cancellationToken)
    {
        var process = Start(typeof(ApiProcess).Assembly.Location, [ApiFloor.Verb], []);
        var address = await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new CommandException("the bare server did not start", ExitCode.Failed);
        return new ApiProcess(process, new Uri(address));
    }

    /// <summary>A control plane with its ledger in memory and no node.</summary>
    public static async Task<ApiProcess> ControlPlaneAsync(CancellationToken cancellationToken)
    {
        var bin = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));
        var program = Path.Combine(bin, "Arena.ControlPlane", "release", "Arena.ControlPlane.dll");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = Start(program, [], new()
        {
            ["Kestrel__Endpoints__http__Url"] = address.ToString(),
            ["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{FreePort()}",
            ["Logging__LogLevel__Default"] = "Warning",
        });
        _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await ReadyAsync(address, cancellationToken);
        return new ApiProcess(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static Process Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(program),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task ReadyAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < _patience;)
        {
            try
            {
                using var answer = await http.GetAsync("/ready", cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        throw new CommandException($"the control plane was not ready within {_patience}", ExitCode.Failed);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
