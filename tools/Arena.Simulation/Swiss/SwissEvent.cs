using Arena.Core.Pairing.Swiss;

namespace Arena.Simulation.Swiss;

/// <summary>A Swiss tournament that is played round by round; results come from strengths and chance.</summary>
public sealed class SwissEvent(int players, SwissRules rules, Random random, double draws = 0.3, double absences = 0)
{
    private readonly List<SwissGame>[] _games = [.. Enumerable.Range(0, players).Select(_ => new List<SwissGame>())];

    public IReadOnlyList<IReadOnlyList<SwissGame>> Games => _games;

    public SwissRules Rules => rules;

    /// <summary>Plays the pairings; once in a while a pairing is not played, and one of the two has the points.</summary>
    public void Play(SwissPairings pairings)
    {
        foreach (var (first, second) in pairings.Pairs)
        {
            var points = random.NextDouble() < draws ? rules.PointsForWin / 2
                : random.NextDouble() < 1 / (1 + Math.Pow(10, (first - second) * 4.0 / players)) ? rules.PointsForWin : 0;
            if (random.NextDouble() < absences)
            {
                _games[first].Add(new(-1, Seat.None, rules.PointsForWin));
                _games[second].Add(new(-1, Seat.None, 0));
                continue;
            }

            _games[first].Add(new(second, Seat.First, points));
            _games[second].Add(new(first, Seat.Second, rules.PointsForWin - points));
        }

        if (pairings.Bye >= 0) _games[pairings.Bye].Add(new(-1, Seat.None, rules.PointsForWin));
    }

    /// <summary>The pairing numbers of each pair and of the bye, as text: two pairings are the same when it is.</summary>
    public static string Text(SwissPairings pairings) =>
        $"{string.Join(" ", pairings.Pairs.Select(p => $"{p.First}-{p.Second}"))} bye {pairings.Bye}";
}
