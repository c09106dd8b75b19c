using Arena.ServiceDefaults.Guard;
using Arena.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.ServiceDefaults.Guard;

/// <summary>Guards without a host, on a clock of the test's.</summary>
internal static class TestGuards
{
    public static Guards Of(
        TimeProvider time, string name, Action<GuardOptions>? defaults = null, Func<Exception, bool>? retries = null,
        params KeyValuePair<string, string?>[] settings) =>
        Services(time, name, defaults, retries, settings).GetRequiredService<Guards>();

    public static ServiceProvider Services(
        TimeProvider time, string name, Action<GuardOptions>? defaults = null, Func<Exception, bool>? retries = null,
        params KeyValuePair<string, string?>[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddSingleton(time).AddGuard(configuration, name, defaults, retries).BuildServiceProvider();
    }

    /// <summary>Moves the clock, a millisecond at a time, while somebody waits for it and the task is not done.</summary>
    public static async Task<T> DriveAsync<T>(this WatchedTime time, Task<T> task)
    {
        await time.DriveUntilAsync(() => task.IsCompleted);
        return await task;
    }

    public static async Task DriveUntilAsync(this WatchedTime time, Func<bool> isSo)
    {
        while (!isSo())
        {
            if (time.WaitingTimers > 0)
                time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }
}
