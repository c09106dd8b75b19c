using System.Diagnostics;
using System.Globalization;
using Arena.Cli;

namespace Arena.Benchmarks.Grpc;

/// <summary>A <see cref="BenchServer"/> in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpMessageInvoker _http;

    private ServerProcess(Process process, Uri address, HttpMessageInvoker http) => (_process, Address, _http) = (process, address, http);

    internal Uri Address { get; }

    internal static async Task<ServerProcess> StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        start.ArgumentList.Add(BenchServer.Verb);
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new CommandException("the server under load did not start", ExitCode.Failed);
        return new ServerProcess(process, new Uri(address), RawLoads.CreateInvoker());
    }

    /// <summary>Bytes the server has allocated so far.</summary>
    internal async Task<long> AllocatedAsync(CancellationToken cancellationToken)
    {
        using var request = RawLoads.Request(HttpMethod.Get, new Uri(Address, "/allocated"));
        using var response = await _http.SendAsync(request, cancellationToken);
        return long.Parse(await response.Content.ReadAsStringAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
