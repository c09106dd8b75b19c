namespace Arena.Core.Agents.Drills;

/// <summary>Answers with an action that no game has.</summary>
internal sealed class Illegal(int after) : Drill(after)
{
    internal static readonly StrategyType Strategy = Entry(
        "illegal", "a drill: plays an illegal action after some moves", after => new Illegal(after));

    protected override ValueTask<int> FailAsync(CancellationToken cancellationToken) => new(-1);
}
