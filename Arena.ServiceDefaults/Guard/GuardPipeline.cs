using System.Numerics;
using System.Security.Authentication;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Arena.ServiceDefaults.Guard;

/// <summary>
/// The strategies of one dependency, from the outside in: retries, circuit breaker, the time limit of an attempt. They are logged and
/// counted here.
/// </summary>
internal sealed partial class GuardPipeline(
    string name, GuardOptions options, Func<Exception, bool> retries, GuardInstruments instruments, ILogger<GuardPipeline> logger)
{
    private bool _isOpen;

    public void AddTo(ResiliencePipelineBuilder pipeline)
    {
        if (options.MaxAttempts != 1)
            pipeline.AddRetry(Retry());
        if (options.BreakDuration > TimeSpan.Zero)
            pipeline.AddCircuitBreaker(Breaker());
        if (options.Timeout > TimeSpan.Zero)
            pipeline.AddTimeout(Timeout());
    }

    private RetryStrategyOptions Retry() => new()
    {
        MaxRetryAttempts = options.MaxAttempts == 0 ? int.MaxValue : options.MaxAttempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.Delay,
        MaxDelay = options.MaxDelay,
        ShouldHandle = arguments => ValueTask.FromResult(
            !arguments.Context.CancellationToken.IsCancellationRequested && arguments.Outcome.Exception is { } failure && retries(failure)),
        OnRetry = arguments =>
        {
            instruments.Retried(name);
            Tell(arguments.Outcome.Exception!, arguments.AttemptNumber + 1, arguments.RetryDelay);
            return ValueTask.CompletedTask;
        },
    };

    private CircuitBreakerStrategyOptions Breaker() => new()
    {
        FailureRatio = options.FailureRatio,
        MinimumThroughput = options.MinimumThroughput,
        SamplingDuration = options.SamplingDuration,
        BreakDuration = options.BreakDuration,
        ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } failure && Outage.Is(failure)),
        OnOpened = arguments =>
        {
            instruments.Opened(name);
            if (!Interlocked.Exchange(ref _isOpen, true)) // not when it was only tried in between
                LogOpened(name, arguments.BreakDuration.TotalSeconds);
            return ValueTask.CompletedTask;
        },
        OnClosed = _ =>
        {
            Volatile.Write(ref _isOpen, false);
            return ValueTask.CompletedTask;
        },
    };

    private TimeoutStrategyOptions Timeout() => new()
    {
        Timeout = options.Timeout,
        OnTimeout = _ =>
        {
            instruments.TimedOut(name);
            return ValueTask.CompletedTask;
        },
    };

    // In a long outage the first, second, fourth, eighth… are told. What is neither an outage nor another service's
    // answer may be a fault of ours: with its stack trace.
    private void Tell(Exception failure, int attempt, TimeSpan delay)
    {
        if (!BitOperations.IsPow2(attempt))
            return;
        var cause = failure is BrokenCircuitException { InnerException: { } first } ? first : failure;
        LogFailed(Outage.Is(cause) || cause is RpcException ? null : cause, name, attempt, Reason(cause), delay.TotalMilliseconds);
    }

    // What lies at the bottom of a gRPC status names the address and the system's error; of a refused certificate, what is wrong with it.
    private static string Reason(Exception failure)
    {
        if (failure is not RpcException { Status: var status })
            return failure.Message;
        var cause = status.DebugException;
        while (cause is { InnerException: { } inner } and not AuthenticationException)
            cause = inner;
        return cause?.Message ?? status.Detail;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Dependency}: attempt {Attempt} failed ({Reason}); trying again in {Milliseconds:0} ms")]
    private partial void LogFailed(Exception? failure, string dependency, int attempt, string reason, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Dependency}: the circuit is open, calls fail at once for {Seconds:0.0} s")]
    private partial void LogOpened(string dependency, double seconds);
}
