using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Internal;

/// <summary>The channel's bucket of retry tokens (gRFC A6): a failure takes one, a success gives some back.</summary>
internal sealed class RetryThrottle
{
    private readonly Lock _lock = new();
    private readonly double _size;
    private readonly double _ratio;
    private double _tokens;

    internal RetryThrottle(RetryThrottlingPolicy policy)
    {
        if (policy.MaxTokens is not (>= 1 and <= 1000) || policy.TokenRatio is not > 0)
            throw new InvalidOperationException("Retry throttling needs MaxTokens of 1 to 1000 and a positive TokenRatio.");
        _size = _tokens = policy.MaxTokens.Value;
        _ratio = policy.TokenRatio.Value;
    }

    internal void Succeeded()
    {
        lock (_lock)
            _tokens = Math.Min(_size, _tokens + _ratio);
    }

    /// <summary>Takes a token; false when the bucket is half empty and retries shall rest.</summary>
    internal bool Failed()
    {
        lock (_lock)
        {
            _tokens = Math.Max(0, _tokens - 1);
            return _tokens > _size / 2;
        }
    }
}
