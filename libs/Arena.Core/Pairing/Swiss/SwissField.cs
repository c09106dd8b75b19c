using Arena.Core.Pairing.Matching;

namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// The players of a round in pairing order (score, then pairing number), and what may not be: the absolute criteria C1 to
/// C4. When they leave no pairing at all, they are given up one by one, from the last: see <see cref="Relaxation"/>.
/// </summary>
internal sealed class SwissField
{
    private readonly SwissPlayer[] _players;
    private readonly SwissRules _rules;
    private readonly bool[] _legal;
    private readonly bool _isLastRound;
    private readonly int _played;
    private int _byeScore;

    public SwissField(IEnumerable<SwissPlayer> players, SwissRules rules, int played)
    {
        _players = [.. players.OrderByDescending(p => p.Score).ThenBy(p => p.Number)];
        (_rules, _played) = (rules, played);
        _isLastRound = played >= rules.Rounds - 1;
        _legal = new bool[_players.Length * _players.Length];
        Relax();
    }

    public int Count => _players.Length;

    public SwissPlayer this[int place] => _players[place];

    public bool SeatsMatter => _rules.SeatsMatter;

    /// <summary>How many of the absolute criteria had to be given up.</summary>
    public Relaxation Relaxation { get; private set; }

    public bool Legal(int a, int b) => _legal[a * Count + b];

    /// <summary>C2 and C5: whether somebody may be without an opponent.</summary>
    public bool MayRest(int place) =>
        _players[place].Score <= _byeScore && (Relaxation >= Relaxation.Byes || !_players[place].HadBye);

    /// <summary>C10: nobody's seat difference goes over two. Only top scorers may meet with equal absolute preferences.</summary>
    public bool KeepsDifference(int a, int b) => !SameAbsolute(a, b)
        || Math.Abs(_players[a].SeatDifference) <= 1 || Math.Abs(_players[b].SeatDifference) <= 1;

    /// <summary>C11: nobody has the same seat three times in a row.</summary>
    public bool KeepsAlternation(int a, int b)
    {
        if (!SameAbsolute(a, b)) return true;
        var (one, other) = (_players[a], _players[b]);
        var (x, y) = (Math.Abs(one.SeatDifference), Math.Abs(other.SeatDifference));
        if (x == y) return one.Repeated == Seat.None || one.Repeated != other.Repeated;
        return (x > y ? other : one).Repeated == Seat.None;
    }

    /// <summary>C12: whether both can have the seat that they prefer.</summary>
    public bool Prefers(int a, int b) =>
        _players[a].Preference == Seat.None || _players[a].Preference != _players[b].Preference;

    /// <summary>C13: the same, of strong preferences.</summary>
    public bool PrefersStrongly(int a, int b) => Prefers(a, b)
        || _players[a].Strength < SeatStrength.Strong || _players[b].Strength < SeatStrength.Strong
        || (_players[a].IsAbsolute && _players[b].IsAbsolute);

    /// <summary>Whether all these can be paired, but for one with the bye if their number is odd.</summary>
    public bool Completes(IReadOnlyList<int> places)
    {
        if (places.Count == 0) return true;
        var count = places.Count + places.Count % 2;
        return CardinalityMatching.IsPerfect(count, (a, b) =>
            a >= places.Count ? MayRest(places[b])
            : b >= places.Count ? MayRest(places[a])
            : Legal(places[a], places[b]));
    }

    private bool SameAbsolute(int a, int b) =>
        _players[a].IsAbsolute && _players[b].IsAbsolute && _players[a].Preference == _players[b].Preference;

    // C3 holds for those who have at most half of the points, or before the last round.
    private bool IsTopScorer(SwissPlayer player) => _isLastRound && player.Score * 2 > _played * _rules.PointsForWin;

    private void Relax()
    {
        int[] all = [.. Enumerable.Range(0, Count)];
        for (Relaxation = Relaxation.None; ; Relaxation++)
        {
            FillLegal();
            _byeScore = int.MaxValue;
            if (!Completes(all)) continue;
            if (Count % 2 == 0) return;
            foreach (var score in _players.Select(p => p.Score).Distinct().Order())
            {
                _byeScore = score; // C5: the lowest score that somebody with the bye can have
                if (Completes(all)) return;
            }
        }
    }

    private void FillLegal()
    {
        for (var a = 0; a < Count; a++)
        {
            for (var b = a + 1; b < Count; b++)
            {
                var legal = (Relaxation >= Relaxation.Rematches || !_players[a].Met(_players[b]))
                    && (Relaxation >= Relaxation.Seats || !SeatsMatter || !SameAbsolute(a, b)
                        || IsTopScorer(_players[a]) || IsTopScorer(_players[b]));
                _legal[a * Count + b] = _legal[b * Count + a] = legal;
            }
        }
    }
}
