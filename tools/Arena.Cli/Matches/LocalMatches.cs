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

    /// <summary>Plays all games; those who hear of them hear of one at a time.</summary>
    /// <param name="known">Games that were played before, by their numbers: they are shown, and not played.</param>
    /// <param name="end">Told of each game as soon as it is over; what it makes of it is shown later.</param>
    /// <param name="see">Shown all games in their order, each as soon as those before it are over.</param>
    /// <param name="cancellationToken">Calls off those that are not over.</param>
    /// <exception cref="Core.Agents.AgentUnavailableException">An agent is not to be had here.</exception>
    public async Task PlayAsync<T>(
        IReadOnlyDictionary<int, T> known, Func<PlannedMatch, MatchRecord, T> end, Action<PlannedMatch, T> see,
        CancellationToken cancellationToken)
    {
        using var window = new SemaphoreSlim(Window);
        var over = new Dictionary<int, T>(known);
        var next = 0;
        See();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(next, plan.Count, limits, async (index, token) =>
        {
            if (known.ContainsKey(index))
                return;
            await window.WaitAsync(token);
            var match = plan.At(index);
            lock (over)
                Started?.Invoke(match);
            var record = await MatchRunner.PlayAsync(match.Spec, sources, TimeProvider.System, token);
            lock (over)
            {
                over.Add(index, end(match, record));
                See();
            }
        });

        void See()
        {
            for (; over.Remove(next, out var game); next++)
            {
                see(plan.At(next), game);
                if (!known.ContainsKey(next))
                    window.Release();
            }
        }
    }
}
