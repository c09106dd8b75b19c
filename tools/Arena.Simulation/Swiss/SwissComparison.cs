using Arena.Core.Pairing.Swiss;

namespace Arena.Simulation.Swiss;

/// <summary>
/// Pairs every round of a made-up tournament twice, with the shortcut of the usual case and without. 4 to 40 players, as many
/// rounds as leave everybody somebody to meet, up to 11; draws, unplayed games and whether seats matter differ from one to the next.
/// </summary>
public static class SwissComparison
{
    /// <param name="seed">A tournament for each.</param>
    /// <param name="differs">Is told each round in which the two differ: its number, and both pairings.</param>
    /// <param name="clock">Is told of each round how long the shortcut took, and how long the search without it.</param>
    /// <returns>The rounds compared.</returns>
    public static int Of(ulong seed, Action<int, string, string> differs, Action<TimeSpan, TimeSpan>? clock = null)
    {
        ArgumentNullException.ThrowIfNull(differs);
        var random = new Random((int)seed);
        var players = random.Next(4, 41);
        var rules = new SwissRules(random.Next(3, 12), 2, random.Next(4) > 0, Seat.First);
        var swiss = new SwissEvent(players, rules, random, random.NextDouble() * 0.7, random.Next(3) == 0 ? 0.05 : 0);
        var rounds = Math.Min(rules.Rounds, players - 2);
        for (var round = 0; round < rounds; round++)
        {
            var (begun, quick) = (Now(), DutchSystem.Pair(swiss.Games, rules));
            var (between, exact) = (Now(), DutchSystem.PairWithoutShortcut(swiss.Games, rules));
            clock?.Invoke(between - begun, Now() - between);
            var (found, wanted) = (SwissEvent.Text(quick), SwissEvent.Text(exact));
            if (found != wanted) differs(round, found, wanted);
            swiss.Play(quick);
        }

        return rounds;
    }

    private static TimeSpan Now() => System.Diagnostics.Stopwatch.GetElapsedTime(0);
}
