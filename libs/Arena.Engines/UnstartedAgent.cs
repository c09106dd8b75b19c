using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;

namespace Arena.Engines;

/// <summary>Stands in for an engine that could not be started: it forfeits.</summary>
internal sealed class UnstartedAgent(string why) : ISeatedAgent
{
    public string Why { get; } = why;

    public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken) =>
        throw new AgentFailedException(Why);

    public ValueTask EndAsync(MatchRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
