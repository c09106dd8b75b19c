using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Arena.Dashboard.Storage;

namespace Arena.Dashboard.Settings;

/// <summary>Reads the settings from configuration. The first thing that makes no sense is told, with what was wanted.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    public const string Usage = """
        Shows an application's resources, logs, traces and metrics, and keeps them.

          --ASPNETCORE_URLS URL                         the pages and the query API (http://127.0.0.1:18888)
          --ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL URL      OTLP over gRPC (http://127.0.0.1:4317)
          --ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL URL OTLP over HTTP (http://127.0.0.1:4318)
          --ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL URL    the application host to show resources of
          --Dashboard:Data:Directory PATH               where telemetry is kept (.arena/telemetry)
          --Dashboard:Data:MaxLogBytes | MaxTraceBytes | MaxMetricBytes N, --Dashboard:Data:MaxAge D.HH:MM
          --Dashboard:TelemetryLimits:MaxLogCount | MaxTraceCount N   per resource (10000)
          --Dashboard:Frontend:BrowserToken TOKEN       (one is made up), or --Dashboard:Frontend:AuthMode Unsecured
          --Dashboard:Otlp:PrimaryApiKey KEY            (one is made up), or --Dashboard:Otlp:AuthMode Unsecured
          --Dashboard:Api:PrimaryApiKey KEY             (one is made up)
          --ephemeral                                   keep nothing
        """;

    private const int SecretBytes = 16;
    private const string Unsecured = "Unsecured";

    private string? _fault;

    /// <summary>False when something makes no sense.</summary>
    public bool TryRead(out DashboardSettings settings, out string fault)
    {
        var isEphemeral = configuration["ephemeral"] is "true" or "";
        var defaults = new DashboardSettings { DataDirectory = "" };
        var maxAge = Duration("Dashboard:Data:MaxAge", defaults.LogLimits.MaxAge);
        settings = new DashboardSettings
        {
            ApplicationName = First("Dashboard:ApplicationName") ?? defaults.ApplicationName,
            FrontendPort = Port(DashboardSettings.DefaultFrontendPort, "ASPNETCORE_URLS", "urls"),
            OtlpGrpcPort = Port(DashboardSettings.DefaultOtlpGrpcPort, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"),
            OtlpHttpPort = Port(DashboardSettings.DefaultOtlpHttpPort, "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"),
            BrowserToken = Secret("Dashboard:Frontend:AuthMode", "BrowserToken", "Dashboard:Frontend:BrowserToken"),
            OtlpApiKey = Secret("Dashboard:Otlp:AuthMode", "ApiKey", "Dashboard:Otlp:PrimaryApiKey"),
            QueryApiKey = Secret("Dashboard:Api:AuthMode", "ApiKey", "Dashboard:Api:PrimaryApiKey"),
            ResourceService = Address("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "DOTNET_RESOURCE_SERVICE_ENDPOINT_URL"),
            ResourceServiceApiKey = First("Dashboard:ResourceServiceClient:ApiKey"),
            DataDirectory = isEphemeral ? Directory.CreateTempSubdirectory("arena-dashboard-").FullName
                : Path.GetFullPath(First("Dashboard:Data:Directory") ?? Path.Combine(".arena", "telemetry")),
            RunDirectory = First("Dashboard:RunDirectory"),
            IsEphemeral = isEphemeral,
            MaxLogs = Count("Dashboard:TelemetryLimits:MaxLogCount", defaults.MaxLogs),
            MaxTraces = Count("Dashboard:TelemetryLimits:MaxTraceCount", defaults.MaxTraces),
            LogLimits = new StoreLimits(Bytes("Dashboard:Data:MaxLogBytes", defaults.LogLimits), maxAge),
            TraceLimits = new StoreLimits(Bytes("Dashboard:Data:MaxTraceBytes", defaults.TraceLimits), maxAge),
            MetricLimits = new StoreLimits(Bytes("Dashboard:Data:MaxMetricBytes", defaults.MetricLimits), maxAge),
        };
        fault = _fault ?? "";
        return _fault is null;
    }

    private string? First(params string[] keys) => keys.Select(key => configuration[key]).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private string? Secret(string modeKey, string securedMode, string key)
    {
        var mode = First(modeKey) ?? securedMode;
        if (mode.Equals(Unsecured, StringComparison.OrdinalIgnoreCase))
            return null;
        if (!mode.Equals(securedMode, StringComparison.OrdinalIgnoreCase))
            _fault ??= $"{modeKey} is '{mode}'; wanted {securedMode} or {Unsecured}.";
        return First(key) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
    }

    private int Port(int fallback, params string[] keys)
    {
        if (Address(keys) is not { } address)
            return fallback;
        if (address.Scheme != "http" || !IsLoopback(address.Host))
            _fault ??= $"{keys[0]} is '{address.OriginalString}'; wanted http://127.0.0.1:PORT: the dashboard listens on this machine only.";
        return address.Port;
    }

    private Uri? Address(params string[] keys)
    {
        if (First(keys)?.Split(';')[0] is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        _fault ??= $"{keys[0]} is '{text}'; wanted an address such as http://127.0.0.1:4317.";
        return null;
    }

    private int Count(string key, int fallback) => (int)Number(key, fallback, 1, 10_000_000);

    private long Bytes(string key, StoreLimits fallback) => Number(key, fallback.MaxBytes, 64 * 1024, 1L << 40);

    private long Number(string key, long fallback, long least, long most)
    {
        if (First(key) is not { } text)
            return fallback;
        if (long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        _fault ??= $"{key} is '{text}'; wanted a number from {least} to {most}.";
        return fallback;
    }

    private TimeSpan Duration(string key, TimeSpan fallback)
    {
        if (First(key) is not { } text)
            return fallback;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero)
            return duration;
        _fault ??= $"{key} is '{text}'; wanted a duration such as 7.00:00:00 (seven days).";
        return fallback;
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
