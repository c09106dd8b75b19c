using System.Diagnostics;
using System.Globalization;
using Arena.Cli;
using Arena.Cli.Systems;

namespace Arena.Benchmarks.Dashboard;

/// <summary>A dashboard in a process of its own, as it is run, that keeps nothing afterwards.</summary>
internal sealed class DashboardUnderLoad : IAsyncDisposable
{
    private readonly Process _process;

    private DashboardUnderLoad(Process process) => _process = process;

    public Uri Frontend { get; private set; } = null!;

    public Uri OtlpGrpc { get; private set; } = null!;

    /// <summary>What the operating system has given it.</summary>
    public double WorkingSetMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<DashboardUnderLoad> StartAsync(CancellationToken cancellationToken)
    {
        const string Any = "http://127.0.0.1:0";
        if (!File.Exists(Checkout.Dashboard))
            throw new CommandException($"{Checkout.Dashboard} is not there: build with './arena' or 'dotnet build -c Release'", ExitCode.Failed);
        var start = new ProcessStartInfo("dotnet",
        [
            Checkout.Dashboard, "--ephemeral", $"--ASPNETCORE_URLS={Any}", $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={Any}", $"--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL={Any}",
            "--Dashboard:Otlp:AuthMode=Unsecured", "--Dashboard:Frontend:AuthMode=Unsecured",
        ]) { RedirectStandardOutput = true };
        start.Environment["ARENA_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var dashboard = new DashboardUnderLoad(Process.Start(start)!);
        while (await dashboard._process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["Dashboard", var frontend, ..])
                dashboard.Frontend = new Uri(frontend);
            if (words is not ["OTLP", var otlp, ..])
                continue;
            dashboard.OtlpGrpc = new Uri(otlp);
            _ = dashboard._process.StandardOutput.ReadToEndAsync(cancellationToken);
            return dashboard;
        }

        throw new CommandException("the dashboard ended before it listened", ExitCode.Failed);
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
