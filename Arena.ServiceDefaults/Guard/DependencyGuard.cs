using Microsoft.Extensions.Logging;
using Polly;

namespace Arena.ServiceDefaults.Guard;

/// <summary>
/// Calls of one dependency, guarded by its retries, circuit breaker and time limit. The caller's cancellation passes through all of them
/// at once. A call that may be repeated must bear it: do the same again, or nothing.
/// </summary>
public sealed partial class DependencyGuard
{
    private readonly string _name;
    private readonly ResiliencePipeline _pipeline;
    private readonly GuardInstruments _instruments;
    private readonly ILogger<DependencyGuard> _logger;

    internal DependencyGuard(string name, ResiliencePipeline pipeline, GuardInstruments instruments, ILogger<DependencyGuard> logger) =>
        (_name, _pipeline, _instruments, _logger) = (name, pipeline, instruments, logger);

    /// <summary>Makes the call.</summary>
    /// <exception cref="Exception">
    /// What the last attempt ended with; <see cref="Polly.Timeout.TimeoutRejectedException"/> when it took too long, and
    /// <see cref="Polly.CircuitBreaker.BrokenCircuitException"/> while the circuit is open.
    /// </exception>
    public Task ExecuteAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        ExecuteAsync(
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken);

    /// <inheritdoc cref="ExecuteAsync(Func{CancellationToken, Task}, CancellationToken)"/>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var attempts = 0;
        var result = await _pipeline.ExecuteAsync(
            async token =>
            {
                attempts++;
                _instruments.Attempted(_name);
                return await call(token);
            },
            cancellationToken);
        if (attempts > 1)
            LogRecovered(_name, attempts);
        return result;
    }

    /// <summary>Makes the call; when that ends in a failure, the fallback is the answer.</summary>
    public Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> call, T fallback, CancellationToken cancellationToken) =>
        ExecuteAsync(call, (_, _) => Task.FromResult(fallback), cancellationToken);

    /// <summary>Makes the call; when that ends in a failure, the fallback answers. Its own failures are the caller's.</summary>
    public async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, Task<T>> call, Func<Exception, CancellationToken, Task<T>> fallback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        try
        {
            return await ExecuteAsync(call, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _instruments.FellBack(_name);
            LogFallback(_name, failure.Message);
            return await fallback(failure, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Dependency}: answered at attempt {Attempt}")]
    private partial void LogRecovered(string dependency, int attempt);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Dependency}: failed ({Reason}); the fallback answers")]
    private partial void LogFallback(string dependency, string reason);
}
