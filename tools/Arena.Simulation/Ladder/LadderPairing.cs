using Arena.Core.Pairing.Ladder;
using Arena.Core.Primitives;

namespace Arena.Simulation.Ladder;

/// <summary>Ways to pair the rounds of a simulated ladder. Each plays one and returns the error after every few of them.</summary>
public static class LadderPairing
{
    private const int Every = 5;

    /// <summary>By information, with the bound on waiting.</summary>
    public static Course Information(LadderSimulation ladder, int encounters, int rounds)
    {
        var rules = new LadderRules(encounters, LadderRules.DefaultWait(ladder.Agents, encounters));
        return Run(ladder, rounds, () => ladder.Play(Matchmaker.Pair(ladder.Posterior(), ladder.Waits, rules)));
    }

    /// <summary>Anybody against anybody.</summary>
    public static Course Random(LadderSimulation ladder, int encounters, int rounds, ulong seed)
    {
        var dice = new Dice(new Seed(seed).Derive("pairing"));
        return Run(ladder, rounds, () => ladder.Play(Shuffled(ladder.Agents, dice).Chunk(2).Take(encounters).Select(p => (p[0], p[1]))));
    }

    /// <summary>Hosts at random; for each the opponent of the best TrueSkill match quality.</summary>
    public static Course TrueSkill(LadderSimulation ladder, int encounters, int rounds, ulong seed)
    {
        var dice = new Dice(new Seed(seed).Derive("pairing"));
        var ratings = new TrueSkillRatings(ladder.Agents);
        return Run(ladder, rounds, () =>
        {
            List<(int, int)> pairs = [];
            var free = Enumerable.Range(0, ladder.Agents).ToHashSet();
            foreach (var host in Shuffled(ladder.Agents, dice))
            {
                if (pairs.Count == encounters || !free.Remove(host)) continue;
                var opponent = free.Order().MaxBy(other => ratings.Quality(host, other));
                free.Remove(opponent);
                pairs.Add((host, opponent));
            }

            ladder.Play(pairs, ratings.Update);
        });
    }

    private static Course Run(LadderSimulation ladder, int rounds, Action round)
    {
        List<(int, double)> points = [];
        for (var r = 1; r <= rounds; r++)
        {
            round();
            if (r % Every == 0 || r == rounds) points.Add((ladder.Games, ladder.Error(ladder.Posterior())));
        }

        return new(points, ladder.LongestWait);
    }

    private static int[] Shuffled(int count, Dice dice)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = count - 1; i > 0; i--)
        {
            var j = dice.NextBelow(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
