namespace Arena.Core.Agents.Drills;

/// <summary>Throws.</summary>
internal sealed class Crash(int after) : Drill(after)
{
    internal static readonly StrategyType Strategy = Entry(
        "crash", "a drill: throws an exception after some moves", after => new Crash(after));

    protected override ValueTask<int> FailAsync(CancellationToken cancellationToken) =>
        throw new InvalidOperationException("this drill crashes on purpose");
}
