namespace Arena.Core.Pairing.Ladder;

/// <summary>
/// Pairs a round of a ladder so that the ratings become as certain as they can, and nobody is forgotten. Each encounter in turn
/// is the one after which the strengths' variances are expected to sum up to the least; a few are given to whoever's deadline
/// presses.
/// </summary>
/// <remarks>
/// <para>Gain. A game between i and j, d = eᵢ - eⱼ, turns the covariance C into C - I·(Cd)(Cd)ᵀ / (1 + I·dᵀCd), where I is the
/// number of games times p(1-p) (Sherman and Morrison). The trace falls by I·|Cd|² / (1 + I·dᵀCd), whatever the result.
/// Encounters are chosen greedily, the covariance being updated after each; nobody plays twice in a round.</para>
/// <para>Theorem. Let there be m encounters in a round, never more than m·k active agents, and at least 2m; let an agent that
/// played or joined after round t be due in round t + k at the latest. Then every active agent plays when it is due or before: it
/// never sits out k rounds in a row.</para>
/// <para>Proof. Before a round let N(s) be the number of agents that are due within the next s rounds. Claim: N(s) ≤ m·s for
/// all s from 1 to k. It holds at the start and for s = k always, as no more than m·k are active. Let f be the largest of N(s) -
/// m·(s-1), if that is positive. By the claim f ≤ m, so the f agents that are due first can each be given an encounter; two of them
/// may share one, and a partner is always left since there are 2m agents. After the round, for s &lt; k, those due within s rounds
/// were due within s + 1 before and have not played: if N(s+1) &gt; m·s, then at least N(s+1) - m·s of them have; so they are at
/// most m·s, which is the claim for the next round. And N(1) ≤ f: whoever is due now plays now. An agent that joins is due in k
/// rounds, so only N(k) grows; one that leaves makes every N smaller. ∎</para>
/// </remarks>
public static class Matchmaker
{
    /// <param name="posterior">What is known of the agents.</param>
    /// <param name="waits">For each agent the rounds since it played or joined, 0 when that was the last one; -1: not active.</param>
    /// <param name="rules">The ladder.</param>
    /// <exception cref="ArgumentException">There are fewer agents than seats, or more than can be served in time.</exception>
    public static IReadOnlyList<(int First, int Second)> Pair(LadderPosterior posterior, IReadOnlyList<int> waits, LadderRules rules)
    {
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(waits);
        ArgumentNullException.ThrowIfNull(rules);
        int[] active = [.. Enumerable.Range(0, waits.Count).Where(a => waits[a] >= 0)];
        if (active.Length < 2 * rules.Encounters)
            throw new ArgumentException(
                $"{rules.Encounters} encounters need {2 * rules.Encounters} agents; {active.Length} are active",
                nameof(waits));
        if (active.Length > (long)rules.Encounters * rules.LongestWait)
            throw new ArgumentException(
                $"{active.Length} agents cannot all play within {rules.LongestWait} rounds of {rules.Encounters} encounters",
                nameof(rules));

        var gains = Gains.Of(posterior, rules.MatchesEach);
        var free = new bool[waits.Count];
        foreach (var agent in active) free[agent] = true;
        List<(int First, int Second)> pairs = [];
        foreach (var agent in Pressing(active, waits, rules))
        {
            if (free[agent]) Take(agent, gains.BestFor(agent, free));
        }

        while (pairs.Count < rules.Encounters)
        {
            var (one, other) = gains.Best(free);
            Take(one, other);
        }

        return pairs;

        void Take(int one, int other)
        {
            free[one] = free[other] = false;
            pairs.Add((one, other));
            gains.Played(one, other);
        }
    }

    /// <summary>Those who must play in this round, the most pressing first: the f of the proof.</summary>
    internal static IEnumerable<int> Pressing(int[] active, IReadOnlyList<int> waits, LadderRules rules)
    {
        int[] byDue = [.. active.OrderByDescending(a => waits[a]).ThenBy(a => a)];
        var forced = 0;
        for (var i = 0; i < byDue.Length; i++)
        {
            // With this one, i + 1 are due within so many rounds.
            var due = Math.Max(1, rules.LongestWait - waits[byDue[i]]);
            forced = Math.Max(forced, (int)Math.Min(rules.Encounters, i + 1 - (long)rules.Encounters * (due - 1)));
        }

        return byDue.Take(forced);
    }
}
