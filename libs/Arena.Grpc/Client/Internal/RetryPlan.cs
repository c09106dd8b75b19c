using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Internal;

/// <summary>A retry policy after its checks, immutable (gRFC A6).</summary>
internal sealed class RetryPlan
{
    internal const string PushbackHeader = "grpc-retry-pushback-ms";
    internal const string PreviousAttemptsHeader = "grpc-previous-rpc-attempts";

    private readonly int _maxAttempts;
    private readonly TimeSpan _initialBackoff;
    private readonly TimeSpan _maxBackoff;
    private readonly double _multiplier;
    private readonly HashSet<StatusCode> _retryable;

    /// <exception cref="InvalidOperationException">The policy is incomplete.</exception>
    internal RetryPlan(RetryPolicy policy, int? cap)
    {
        _maxAttempts = Math.Min(
            policy.MaxAttempts is { } attempts and >= 2 ? attempts : throw Invalid("MaxAttempts of at least 2"),
            cap ?? int.MaxValue);
        _initialBackoff = policy.InitialBackoff is { Ticks: > 0 } initial ? initial : throw Invalid("an InitialBackoff");
        _maxBackoff = policy.MaxBackoff is { Ticks: > 0 } max ? max : throw Invalid("a MaxBackoff");
        _multiplier = policy.BackoffMultiplier is { } factor and > 0 ? factor : throw Invalid("a BackoffMultiplier");
        _retryable = policy.RetryableStatusCodes.Count > 0
            ? [.. policy.RetryableStatusCodes]
            : throw Invalid("at least one of RetryableStatusCodes");
    }

    internal bool IsRetryable(StatusCode code) => _retryable.Contains(code);

    /// <summary>
    /// Whether another attempt follows attempt number <paramref name="attempt"/>, and after which wait: the server's
    /// own where it names one, else a random part of a bound that grows.
    /// </summary>
    internal bool TryNext(int attempt, string? pushback, out TimeSpan wait)
    {
        wait = default;
        if (attempt >= _maxAttempts)
            return false;
        if (pushback is null)
        {
            var bound = Math.Min(
                _initialBackoff.TotalMilliseconds * Math.Pow(_multiplier, attempt - 1), _maxBackoff.TotalMilliseconds);
            wait = TimeSpan.FromMilliseconds(bound * Random.Shared.NextDouble());
            return true;
        }

        // A negative or broken value says: do not come back.
        if (!int.TryParse(pushback, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            return false;
        wait = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    private static InvalidOperationException Invalid(string what) => new($"A retry policy needs {what}.");
}
