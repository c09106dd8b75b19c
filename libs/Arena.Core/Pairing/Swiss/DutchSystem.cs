namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// Pairs a round of a Swiss tournament by the FIDE (Dutch) system, handbook C.04.3 in the edition of 2025. A pure function of
/// the games so far.
/// </summary>
/// <remarks>
/// <para>Score groups are paired from the top; who stays unpaired in one floats down to the next. The criteria, in order.
/// Absolute: C1 no rematch; C2 no second bye; C3 two with the same absolute seat preference do not meet, top scorers of the
/// last round excepted; C4 what is left can be paired completely. Then: C5 the lowest score for the bye; C6 the fewest
/// floaters; C7 with the lowest scores; C8 the same for the next bracket; C9 the bye to whoever has played most; C10 and C11 for
/// top scorers, no seat difference above two and no seat three times in a row (C3 sees to that for all others); C12 seat
/// preferences, C13 strong ones; C14 to C17 nobody floats the same way as in the last round or the one before; C18 to C21 such
/// repeated floats are short. Among equals the first in FIDE's order of transpositions and exchanges is taken.</para>
/// <para>Every pairing is the optimum of these criteria, found in polynomial time: see <see cref="ExactBracket"/>, and
/// <see cref="QuickBracket"/> for the usual case. A round is always found: see <see cref="Relaxation"/>.</para>
/// </remarks>
public static class DutchSystem
{
    /// <param name="games">For each player, by pairing number, one entry for each round so far.</param>
    /// <param name="rules">The event.</param>
    /// <param name="absent">The pairing numbers of those who sit this round out.</param>
    /// <exception cref="ArgumentException">The players have played different numbers of rounds, or opponents do not agree.</exception>
    public static SwissPairings Pair(
        IReadOnlyList<IReadOnlyList<SwissGame>> games, SwissRules rules, IReadOnlyCollection<int>? absent = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Pair(games, rules, absent ?? [], quick: true);
    }

    /// <summary>The same pairing, without the shortcut of the usual case: slower, and what the shortcut is checked against.</summary>
    /// <param name="games">For each player, by pairing number, one entry for each round so far.</param>
    /// <param name="rules">The event.</param>
    /// <exception cref="ArgumentException">The players have played different numbers of rounds, or opponents do not agree.</exception>
    public static SwissPairings PairWithoutShortcut(IReadOnlyList<IReadOnlyList<SwissGame>> games, SwissRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Pair(games, rules, [], quick: false);
    }

    private static SwissPairings Pair(
        IReadOnlyList<IReadOnlyList<SwissGame>> games, SwissRules rules, IReadOnlyCollection<int> absent, bool quick)
    {
        ArgumentNullException.ThrowIfNull(games);
        if (games.Count == 0) return new([], -1);
        var played = Check(games);
        var present = SwissPlayer.From(games, rules.PointsForWin).Where(p => !absent.Contains(p.Number));
        var field = new SwissField(present, rules, played);
        var pairs = new List<(int Higher, int Lower)>();
        int[] floaters = [];
        for (var start = 0; start < field.Count;)
        {
            var end = EndOfGroup(field, start);
            var nextEnd = end < field.Count ? EndOfGroup(field, end) : end;
            var bracket = new Bracket(floaters, Places(start, end), Places(end, nextEnd), Places(nextEnd, field.Count));
            var pairing = (quick ? QuickBracket.TryPair(field, bracket) : null) ?? ExactBracket.Pair(field, bracket);
            pairs.AddRange(pairing.Pairs);
            floaters = pairing.Floaters;
            start = end;
        }

        var bye = floaters.Length == 0 ? -1 : field[floaters[0]].Number;
        return new([.. InOrder(field, pairs).Select(p => Seats(field, p.Higher, p.Lower, rules))], bye);
    }

    private static int Check(IReadOnlyList<IReadOnlyList<SwissGame>> games)
    {
        var played = games[0].Count;
        for (var player = 0; player < games.Count; player++)
        {
            if (games[player].Count != played)
                throw new ArgumentException($"player {player} has {games[player].Count} rounds; player 0 has {played}", nameof(games));
        }

        for (var player = 0; player < games.Count; player++)
        {
            for (var round = 0; round < played; round++)
            {
                var opponent = games[player][round].Opponent;
                if (opponent >= games.Count || (opponent >= 0 && games[opponent][round].Opponent != player))
                    throw new ArgumentException(
                        $"in round {round}, player {player} has played {opponent}, who has not played back",
                        nameof(games));
            }
        }

        return played;
    }

    private static int[] Places(int start, int end) => [.. Enumerable.Range(start, end - start)];

    private static int EndOfGroup(SwissField field, int start)
    {
        var end = start + 1;
        while (end < field.Count && field[end].Score == field[start].Score) end++;
        return end;
    }

    // As pairings are published: by the better player's score, then the other's, then the better one's rank.
    private static IEnumerable<(int Higher, int Lower)> InOrder(SwissField field, List<(int Higher, int Lower)> pairs) => pairs
        .OrderByDescending(p => field[p.Higher].Score).ThenByDescending(p => field[p.Lower].Score).ThenBy(p => p.Higher);

    private static (int First, int Second) Seats(SwissField field, int higher, int lower, SwissRules rules)
    {
        var (a, b) = (field[higher], field[lower]);
        return SeatAllocation.Of(a, b, rules.InitialSeat) == Seat.First ? (a.Number, b.Number) : (b.Number, a.Number);
    }
}
