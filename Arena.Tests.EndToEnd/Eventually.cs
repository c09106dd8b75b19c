using Arena.Hosting.Processes;

namespace Arena.Tests.EndToEnd;

/// <summary>Waits for what another process does, which nobody tells us about.</summary>
internal static class Eventually
{
    // An orchestrator looks at the health of what is well every half minute.
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(1.5);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(20);

    public static Task IsTrueAsync(Func<bool> condition, string what) => IsTrueAsync(() => Task.FromResult(condition()), what);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(_limit);
        using var timer = new PeriodicTimer(_poll);
        try
        {
            while (!await condition())
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"After {_limit.TotalSeconds} s it is still not so that {what}.");
        }
    }

    public static Task IsGoneAsync(int processId) =>
        IsTrueAsync(() => ProcessTable.StartTime(processId) is null, $"process {processId} is gone");
}
