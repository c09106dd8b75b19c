namespace Arena.Core.Agents.Drills;

/// <summary>Never answers; gives up when cancelled.</summary>
internal sealed class Stall(int after) : Drill(after)
{
    internal static readonly StrategyType Strategy = Entry(
        "stall", "a drill: stops answering after some moves, until its time is up", after => new Stall(after));

    protected override async ValueTask<int> FailAsync(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.UnsafeRegister(_ => never.TrySetCanceled(cancellationToken), null);
        return await never.Task;
    }
}
