using Arena.ServiceDefaults.Guard;
using Arena.Tests.Time;
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

    /// <summary>Moves the clock from timer to timer until the task is done; whoever runs meanwhile is waited for.</summary>
    public static async Task<T> DriveAsync<T>(this ManualTimeProvider time, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            if (time.WaitingTimers > 0)
                time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        return await task;
    }
}
