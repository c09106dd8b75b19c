namespace Arena.Tests.Time;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Timers_fire_in_the_order_they_are_due_and_see_that_moment()
    {
        var clock = new ManualTimeProvider();
        var start = clock.GetUtcNow();
        var fired = new List<(string, double)>();
        void Note(object? name) => fired.Add(((string)name!, (clock.GetUtcNow() - start).TotalSeconds));
        using var late = clock.CreateTimer(Note, "late", TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(Note, "often", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        using var gone = clock.CreateTimer(Note, "gone", TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        gone.Dispose();

        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Empty(fired);
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([("often", 1), ("late", 3), ("often", 3)], fired);
        Assert.Equal(3.5, (clock.GetUtcNow() - start).TotalSeconds);
        Assert.Equal(1, clock.WaitingTimers);
    }

    [Fact]
    public async Task Delay_ends_when_the_clock_passes_it()
    {
        var clock = new ManualTimeProvider();
        var delay = Task.Delay(TimeSpan.FromSeconds(10), clock);
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await delay;
    }
}
