using Arena.ServiceDefaults.Guard;
using Arena.Tests.Shared;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Arena.Tests.ServiceDefaults.Guard;

public sealed class GuardTests
{
    private const string Name = "store";
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly WatchedTime _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Outage_is_tried_as_often_as_the_options_say_and_then_told(int attempts)
    {
        var made = 0;
        var guard = Guard(o => (o.MaxAttempts, o.BreakDuration) = (attempts, TimeSpan.Zero));
        var failure = await Assert.ThrowsAsync<IOException>(() =>
            _time.DriveAsync(guard.ExecuteAsync<int>(_ => throw new IOException($"{++made}"), _none)));
        Assert.Equal((attempts, $"{attempts}"), (made, failure.Message));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(200)]
    public async Task Call_without_limit_answers_when_the_outage_is_over_and_no_pause_is_longer_than_the_longest(int failures)
    {
        var at = new List<DateTimeOffset>();
        var guard = Guard(o => (o.MaxAttempts, o.BreakDuration, o.MaxDelay) = (0, TimeSpan.Zero, TimeSpan.FromMilliseconds(700)));
        var answer = await _time.DriveAsync(guard.ExecuteAsync(
            _ =>
            {
                at.Add(_time.GetUtcNow());
                return at.Count > failures ? Task.FromResult("here") : throw new IOException();
            },
            _none));
        Assert.Equal("here", answer);
        var pauses = at.Zip(at.Skip(1), (a, b) => (b - a).TotalMilliseconds).ToArray();
        Assert.Equal(failures, pauses.Length);
        Assert.All(pauses, pause => Assert.InRange(pause, 0, 701)); // the clock goes in steps of 1 ms
        Assert.All(pauses.Skip(20), pause => Assert.InRange(pause, 700, 701));
    }

    [Fact]
    public async Task What_is_no_outage_is_not_tried_again_unless_the_guard_says_so()
    {
        var made = 0;
        Task<int> Call(CancellationToken _) => throw new FormatException($"{++made}");
        await Assert.ThrowsAsync<FormatException>(() => Guard().ExecuteAsync(Call, _none));
        Assert.Equal(1, made);

        var eager = TestGuards.Of(_time, Name, o => o.MaxAttempts = 3, failure => failure is FormatException).For(Name);
        await Assert.ThrowsAsync<FormatException>(() => _time.DriveAsync(eager.ExecuteAsync(Call, _none)));
        Assert.Equal(4, made);
    }

    [Fact]
    public async Task Attempt_that_takes_too_long_is_cancelled_and_tried_again()
    {
        var cancelled = 0;
        var guard = Guard(o => (o.MaxAttempts, o.Timeout, o.Delay, o.MaxDelay) =
            (3, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)));
        var start = _time.GetUtcNow();
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => _time.DriveAsync(guard.ExecuteAsync<int>(
            async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancelled++;
                token.ThrowIfCancellationRequested();
                return 0;
            },
            _none)));
        Assert.Equal(3, cancelled);
        Assert.InRange((_time.GetUtcNow() - start).TotalSeconds, 6, 6.1);
    }

    [Fact]
    public async Task Circuit_opens_after_outages_lets_one_through_after_the_break_and_closes_when_that_succeeds()
    {
        var made = 0;
        var isAway = true;
        var guard = Guard(o => (o.MaxAttempts, o.MinimumThroughput, o.BreakDuration) = (1, 4, TimeSpan.FromSeconds(3)));
        Task<int> CallAsync() => guard.ExecuteAsync(_ => isAway ? throw new IOException($"{++made}") : Task.FromResult(++made), _none);

        for (var i = 0; i < 4; i++)
            await Assert.ThrowsAsync<IOException>(CallAsync);
        await Assert.ThrowsAsync<BrokenCircuitException>(CallAsync);
        _time.Advance(TimeSpan.FromSeconds(2.9));
        await Assert.ThrowsAsync<BrokenCircuitException>(CallAsync);
        Assert.Equal(4, made);

        _time.Advance(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<IOException>(CallAsync); // it was let through, and the circuit opens again
        await Assert.ThrowsAsync<BrokenCircuitException>(CallAsync);

        isAway = false;
        _time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(6, await CallAsync());
        Assert.Equal(7, await CallAsync());
    }

    [Fact]
    public async Task Failures_that_are_no_outage_leave_the_circuit_closed()
    {
        var guard = Guard(o => (o.MaxAttempts, o.MinimumThroughput) = (1, 2));
        for (var i = 0; i < 50; i++)
            await Assert.ThrowsAsync<FormatException>(() => guard.ExecuteAsync<int>(_ => throw new FormatException(), _none));
    }

    [Fact]
    public async Task Fallback_answers_with_a_value_or_from_the_failure()
    {
        var guard = Guard(o => o.MaxAttempts = 2);
        Task<string> Away(CancellationToken _) => throw new IOException("away");
        Assert.Equal("instead", await _time.DriveAsync(guard.ExecuteAsync(Away, "instead", _none)));
        Assert.Equal("it is away",
            await _time.DriveAsync(guard.ExecuteAsync(Away, (failure, _) => Task.FromResult($"it is {failure.Message}"), _none)));
        Assert.Equal("here", await guard.ExecuteAsync(_ => Task.FromResult("here"), "instead", _none));
    }

    [Fact]
    public async Task Cancellation_ends_an_attempt_and_a_pause_and_no_fallback_answers_it()
    {
        var guard = Guard(o => (o.MaxAttempts, o.Timeout) = (0, TimeSpan.Zero));
        using (var during = new CancellationTokenSource())
        {
            var call = guard.ExecuteAsync(token =>
                Task.Delay(Timeout.InfiniteTimeSpan, _time, token)
                .ContinueWith(_ => throw new OperationCanceledException(token), _none), during.Token);
            await during.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        using var between = new CancellationTokenSource();
        var made = 0;
        var waiting = guard.ExecuteAsync<int>(_ => throw new IOException($"{++made}"), 7, between.Token);
        Assert.False(waiting.IsCompleted); // the clock stands: it pauses after its first attempt
        await between.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, made);
    }

    [Fact]
    public void Guard_that_is_not_registered_is_named() =>
        Assert.Contains("AddGuard(\"other\")",
            Assert.Throws<ArgumentException>(() => TestGuards.Of(_time, Name).For("other")).Message, StringComparison.Ordinal);

    private DependencyGuard Guard(Action<GuardOptions>? options = null) => TestGuards.Of(_time, Name, options).For(Name);
}
