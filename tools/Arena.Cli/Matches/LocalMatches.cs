using Arena.Core.Matches;

namespace Arena.Cli.Matches;

/// <summary>Plays a plan in this process. What comes out does not depend on how many games are played at once.</summary>
/// <param name="plan">The games.</param>
/// <param name="sources">Where agents come from that are programs.</param>
/// <param name="concurrency">Games at once.</param>
internal sealed class LocalMatches(MatchPlan plan, IReadOnlyList<IAgentSource> sources, int concurrency)
{
    private const int Window = 4096; // games that may be ahead of the one that is to be shown next

    /// <summary>Told of each game before it is played, one at a time.</summary>
    public Action<PlannedMatch>? Started { get; init; }

    /// <summary>The number of the game to begin with; those before it have been played.</summary>
    public int First { get; init; }

    /// <summary>Plays all games and shows each to <paramref name="see"/>, in their order, as soon as those before it are over.</summary>
    /// <exception cref="Core.Agents.AgentUnavailableException">An agent is not to be had here.</exception>
    public async Task PlayAsync(Action<PlannedMatch, MatchRecord> see, CancellationToken cancellationToken)
    {
        using var window = new SemaphoreSlim(Window);
        var over = new Dictionary<int, (PlannedMatch Match, MatchRecord Record)>();
        var next = First;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(First, plan.Count, limits, async (index, token) =>
        {
            await window.WaitAsync(token);
            var match = plan.At(index);
            lock (over)
                Started?.Invoke(match);
            var record = await MatchRunner.PlayAsync(match.Spec, sources, TimeProvider.System, token);
            lock (over)
            {
                over.Add(index, (match, record));
                while (over.Remove(next, out var game))
                {
                    see(game.Match, game.Record);
                    next++;
                    window.Release();
                }
            }
        });
    }
}
