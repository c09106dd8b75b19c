namespace Grpc.Net.Client.Configuration;

/// <summary>A bucket of tokens: failures take one, successes give some back; no retries at half or less (gRFC A6).</summary>
public sealed class RetryThrottlingPolicy
{
    /// <summary>The size of the bucket, 1 to 1000.</summary>
    public int? MaxTokens { get; set; }

    /// <summary>What a success gives back.</summary>
    public double? TokenRatio { get; set; }
}
