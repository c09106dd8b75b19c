using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Arena.Hosting.Engine;
using Microsoft.Extensions.Configuration;

namespace Arena.Hosting.Dashboard;

/// <summary>
/// Runs the dashboard as a child of the app host, and has everything else send its telemetry there. It is started beside
/// the resources, not before them: exporters try again until it listens.
/// </summary>
internal sealed class DashboardProcess(
    IConfiguration configuration, DistributedApplicationOptions options, EngineContext engine, ResourceServer server, LoopbackPorts ports) : IAsyncDisposable
{
    /// <summary>Set to false to run without a dashboard.</summary>
    public const string Switch = "Arena:Dashboard";

    private const string PathKey = "aspiredashboardpath";
    private const string FrontendKey = "ASPNETCORE_URLS";
    private const string OtlpGrpcKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string OtlpHttpKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    private const string OtlpApiKey = "AppHost:OtlpApiKey";

    // Somebody else takes the telemetry: nothing would come here.
    private static readonly string[] _elsewhere = [OtlpGrpcKey, OtlpHttpKey, "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly RestartPolicy _restarts = new();
    private Task _life = Task.CompletedTask;

    /// <summary>Lets a browser in; null when there is no dashboard.</summary>
    public string? LoginLink { get; private set; }

    /// <summary>Decides where the dashboard will be, so that resources can be told, and starts it.</summary>
    public void Start()
    {
        if (options.DisableDashboard || server.Address is null || !configuration.GetValue(Switch, true)
            || _elsewhere.Any(key => !string.IsNullOrEmpty(configuration[key])) || FindAssembly() is not { } assembly)
            return;

        var frontend = configuration[FrontendKey]?.Split(';')[0] is { Length: > 0 } configured ? configured : AnyAddress();
        var token = configuration["AppHost:BrowserToken"] ?? NewSecret();
        configuration[OtlpGrpcKey] = AnyAddress();
        configuration[OtlpHttpKey] = AnyAddress();
        configuration[OtlpApiKey] ??= NewSecret();
        LoginLink = $"{frontend.TrimEnd('/')}/login?t={token}";
        var environment = EnvironmentOf(frontend, token);
        if (engine.State.TryOpenTelemetry() is { } directory)
            environment["DASHBOARD__DATA__DIRECTORY"] = directory;
        else
            environment["EPHEMERAL"] = "true";
        if (!engine.State.IsEphemeral && environment.ContainsKey("EPHEMERAL"))
            engine.Console.Say("dashboard: another one is using this checkout's telemetry, so this one begins with none and keeps none");
        _life = Task.Run(() => LiveAsync(new ProcessSpec("dotnet", [assembly], AppContext.BaseDirectory) { Environment = environment }));
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _life.ConfigureAwait(false);
        _stop.Dispose();
    }

    private Dictionary<string, string> EnvironmentOf(string frontend, string token)
    {
        var environment = new Dictionary<string, string>
        {
            [FrontendKey] = frontend,
            [OtlpGrpcKey] = configuration[OtlpGrpcKey]!,
            [OtlpHttpKey] = configuration[OtlpHttpKey]!,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = server.Address!.GetLeftPart(UriPartial.Authority),
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = configuration[OtlpApiKey]!,
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = token,
            ["DASHBOARD__APPLICATIONNAME"] = options.ApplicationName,
            ["DASHBOARD__RUNDIRECTORY"] = Path.Combine(engine.State.Root, "dashboards"),
            ["ARENA_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        };
        if (server.Key is { } key)
            environment["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = key;
        return environment;
    }

    private async Task LiveAsync(ProcessSpec spec)
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var started = Stopwatch.GetTimestamp();
                var process = await engine.Spawner.StartAsync(spec, Listen, _stop.Token).ConfigureAwait(false);
                await Task.WhenAny(process.Exited, Task.Delay(Timeout.Infinite, _stop.Token)).ConfigureAwait(false);
                if (_stop.IsCancellationRequested)
                {
                    await process.StopAsync(_grace).ConfigureAwait(false);
                    return;
                }

                var code = await process.Exited.ConfigureAwait(false);
                if (_restarts.Next(DateTimeOffset.UtcNow, Stopwatch.GetElapsedTime(started), wasHealthy: true) is not { } delay)
                {
                    engine.Console.Say("dashboard: it cannot be kept running; the application goes on without it");
                    return;
                }

                engine.Console.Say(string.Create(CultureInfo.InvariantCulture, $"dashboard: ended with exit code {code}; starting again in {delay.TotalSeconds:0.0} s"));
                await Task.Delay(delay, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    // What it prints for people the app host says itself, in its own words.
    private void Listen(string line, bool isError)
    {
        if (isError && line.Length > 0)
            engine.Console.Say($"dashboard: {line}");
    }

    private string? FindAssembly() => AppHostLocation.FindAssembly(options)?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(m => string.Equals(m.Key, PathKey, StringComparison.OrdinalIgnoreCase))?.Value is { } path && File.Exists(path) ? path : null;

    private string AnyAddress() => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports.Take()}");

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
