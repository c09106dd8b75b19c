using System.Diagnostics;
using Arena.Cli.Systems;

namespace Arena.Benchmarks.Hosting;

/// <summary>A control plane and then a node, started as the programs that they are, until each answers <c>/health</c>.</summary>
internal static class BareStart
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(10);

    public static async Task<double> SecondsAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var (pages, calls, nodePages, nodeCalls) = (FreePort.Find(), FreePort.Find(), FreePort.Find(), FreePort.Find());
        var clock = Stopwatch.StartNew();
        using var controlPlane = Start("Arena.ControlPlane", pages, calls);
        await HealthyAsync(http, pages, cancellationToken);
        using var node = Start("Arena.Node", nodePages, nodeCalls, ("services__controlplane__grpc__0", $"http://127.0.0.1:{calls}"));
        await HealthyAsync(http, nodePages, cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        node.Kill();
        controlPlane.Kill();
        return seconds;
    }

    private static Process Start(string project, int http, int grpc, params (string Name, string Value)[] more)
    {
        var program = Path.Combine(Path.GetDirectoryName(Checkout.AppHost)!, "..", "..", project, "release", project + ".dll");
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(program)])
        {
            WorkingDirectory = Path.GetDirectoryName(program), // where its settings lie
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{http}",
                ["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}",
            },
        };
        foreach (var (name, value) in more)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task HealthyAsync(HttpClient http, int port, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health"), cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(_poll, cancellationToken);
        }
    }
}
