using Arena.Dashboard.Storage;

namespace Arena.Dashboard.Settings;

/// <summary>How a dashboard runs. The names of what is read are those of the Aspire dashboard, where it has the same.</summary>
internal sealed record DashboardSettings
{
    public const int DefaultFrontendPort = 18888;
    public const int DefaultOtlpGrpcPort = 4317;
    public const int DefaultOtlpHttpPort = 4318;

    /// <summary>What the pages are headed with.</summary>
    public string ApplicationName { get; init; } = "Arena";

    /// <summary>Ports on 127.0.0.1; 0 takes a free one.</summary>
    public int FrontendPort { get; init; } = DefaultFrontendPort;

    public int OtlpGrpcPort { get; init; } = DefaultOtlpGrpcPort;

    public int OtlpHttpPort { get; init; } = DefaultOtlpHttpPort;

    /// <summary>What a browser shows once to be let in; null lets everybody in.</summary>
    public string? BrowserToken { get; init; }

    /// <summary>What a sender of telemetry shows; null takes it from everybody.</summary>
    public string? OtlpApiKey { get; init; }

    /// <summary>What a reader of the query API shows; null lets everybody read.</summary>
    public string? QueryApiKey { get; init; }

    /// <summary>The application host's resource service; null when the dashboard runs alone.</summary>
    public Uri? ResourceService { get; init; }

    public string? ResourceServiceApiKey { get; init; }

    /// <summary>Where telemetry is kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where the dashboard says that it runs, for the command line; null to say nothing.</summary>
    public string? RunDirectory { get; init; }

    /// <summary>Keep nothing: the data directory goes when the dashboard ends.</summary>
    public bool IsEphemeral { get; init; }

    public int MaxLogs { get; init; } = 10_000;

    public int MaxTraces { get; init; } = 10_000;

    public int MaxResources { get; init; } = 10_000;

    /// <summary>The largest OTLP request, unpacked.</summary>
    public int MaxRequestBytes { get; init; } = 16 * 1024 * 1024;

    public StoreLimits LogLimits { get; init; } = new(128L << 20, TimeSpan.FromDays(7));

    public StoreLimits TraceLimits { get; init; } = new(128L << 20, TimeSpan.FromDays(7));

    public StoreLimits MetricLimits { get; init; } = new(256L << 20, TimeSpan.FromDays(7));
}
