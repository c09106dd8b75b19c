using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>How a failed call is tried again (gRFC A6).</summary>
public sealed class RetryPolicy
{
    /// <summary>Attempts, first included; at least 2.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>The upper bound of the random wait before the first retry.</summary>
    public TimeSpan? InitialBackoff { get; set; }

    /// <summary>What that bound grows to at most.</summary>
    public TimeSpan? MaxBackoff { get; set; }

    /// <summary>By what that bound grows from retry to retry.</summary>
    public double? BackoffMultiplier { get; set; }

    /// <summary>The statuses that are worth another attempt; at least one.</summary>
    public IList<StatusCode> RetryableStatusCodes { get; } = [];
}
