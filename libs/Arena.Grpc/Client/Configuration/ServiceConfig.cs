namespace Grpc.Net.Client.Configuration;

/// <summary>Defaults for the calls of a channel (gRPC <c>doc/service_config.md</c>).</summary>
public sealed class ServiceConfig
{
    /// <summary>Defaults per method, the closest match wins.</summary>
    public IList<MethodConfig> MethodConfigs { get; } = [];

    /// <summary>Stops retries while the server keeps failing; null for never.</summary>
    public RetryThrottlingPolicy? RetryThrottling { get; set; }
}
