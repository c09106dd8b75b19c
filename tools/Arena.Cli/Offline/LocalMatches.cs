using System.Collections.Immutable;
using Arena.Core.Agents;
using Arena.Core.Matches;

namespace Arena.Cli.Offline;

/// <summary>Plays a plan in this process. What comes out does not depend on how many games are played at once.</summary>
/// <param name="plan">The games.</param>
/// <param name="createAgent">Makes the agent of a seat for one game; one that is disposable is disposed of after it.</param>
/// <param name="concurrency">Games at once.</param>
internal sealed class LocalMatches(MatchPlan plan, Func<MatchSpec, int, IAgent> createAgent, int concurrency)
{
    private const int Batch = 4096; // games whose records are held before they are counted, in order

    /// <summary>Plays all games and shows each to <paramref name="see"/>, in their order.</summary>
    public async Task PlayAsync(Action<PlannedMatch, MatchRecord> see, CancellationToken cancellationToken)
    {
        var games = new (PlannedMatch Match, MatchRecord Record)[Math.Min(Batch, plan.Count)];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        for (var start = 0; start < plan.Count; start += games.Length)
        {
            var count = Math.Min(games.Length, plan.Count - start);
            await Parallel.ForAsync(0, count, limits, async (i, token) =>
            {
                var match = plan.At(start + i);
                games[i] = (match, await PlayOneAsync(match.Spec, token));
            });
            foreach (var (match, record) in games.AsSpan(0, count))
                see(match, record);
        }
    }

    private async ValueTask<MatchRecord> PlayOneAsync(MatchSpec spec, CancellationToken cancellationToken)
    {
        var agents = ImmutableArray.CreateBuilder<IAgent>(spec.Agents.Length);
        try
        {
            for (var seat = 0; seat < spec.Agents.Length; seat++)
                agents.Add(createAgent(spec, seat));
            return await MatchRunner.PlayAsync(spec, agents.MoveToImmutable(), TimeProvider.System, cancellationToken);
        }
        finally
        {
            foreach (var agent in agents)
            {
                if (agent is IAsyncDisposable disposable)
                    await disposable.DisposeAsync();
            }
        }
    }
}
