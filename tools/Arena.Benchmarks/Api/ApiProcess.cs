using System.Diagnostics;
using System.Globalization;
using Arena.Benchmarks.Hosting;
using Arena.Cli;

namespace Arena.Benchmarks.Api;

/// <summary>A server under load, in a process of its own.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ApiProcess(Process process, Uri address, Uri? grpc = null) => (_process, Address, Grpc) = (process, address, grpc ?? address);

    public Uri Address { get; }

    /// <summary>Of a control plane.</summary>
    public Uri Grpc { get; }

    public static async Task<ApiProcess> FloorAsync(CancellationToken cancellationToken)
    {
        var process = Start(typeof(ApiProcess).Assembly.Location, [ApiFloor.Verb], []);
        var address = await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new CommandException("the bare server did not start", ExitCode.Failed);
        return new ApiProcess(process, new Uri(address));
    }

    /// <summary>A control plane without nodes; its ledger is in memory, unless settings say otherwise.</summary>
    public static async Task<ApiProcess> ControlPlaneAsync(
        CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        var bin = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));
        var program = Path.Combine(bin, "Arena.ControlPlane", "release", "Arena.ControlPlane.dll");
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var grpc = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var process = Start(program, [], new(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
        {
            ["Kestrel__Endpoints__http__Url"] = address.ToString(),
            ["Kestrel__Endpoints__grpc__Url"] = grpc.ToString(),
            ["Logging__LogLevel__Default"] = "Warning",
        });
        _ = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await ReadyAsync(address, cancellationToken);
        return new ApiProcess(process, address, grpc);
    }

    /// <summary>What it has taken of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>KILL, STOP or CONT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
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
}
