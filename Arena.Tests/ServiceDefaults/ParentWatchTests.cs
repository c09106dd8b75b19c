using Arena.ServiceDefaults;
using Arena.Tests.Shared;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Arena.Tests.ServiceDefaults;

public sealed class ParentWatchTests
{
    private readonly WatchedTime _time = new();
    private readonly Lifetime _host = new();
    private int _parent = 42;
    private int _killed;

    [Fact]
    public async Task Service_stops_when_its_parent_is_another_and_is_killed_when_it_does_not_end()
    {
        using var watch = await WatchAsync();
        for (var i = 0; i < 10; i++)
            _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_host.Stopped.IsCompleted);

        _parent = 1;
        _time.Advance(TimeSpan.FromSeconds(1));
        await _host.Stopped.WaitAsync(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, _killed);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(1, _killed);
    }

    [Fact]
    public async Task Service_that_ends_in_time_is_not_killed()
    {
        var watch = await WatchAsync();
        _parent = 1;
        _time.Advance(TimeSpan.FromSeconds(1));
        await _host.Stopped.WaitAsync(TimeSpan.FromSeconds(30));
        await watch.StopAsync(CancellationToken.None);
        watch.Dispose();
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, _killed);
    }

    private async Task<ParentWatch> WatchAsync()
    {
        var watch = new ParentWatch(() => Volatile.Read(ref _parent), () => _killed++, _host, _time, NullLogger<ParentWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);
        while (_time.WaitingTimers == 0)
            await Task.Yield();
        return watch;
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Stopped => _stopped.Task;

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopped.TrySetResult();
    }
}
