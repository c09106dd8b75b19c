using Arena.Core.Pairing.Matching;

namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// The usual case, found fast: a pairing that comes up to a lower bound on every criterion at once is the best there is, and
/// the first of those in FIDE's order is the answer. Whenever that cannot be shown it finds nothing, and
/// <see cref="ExactBracket"/> decides.
/// </summary>
/// <remarks>
/// The bound: as many pairs as fit, everybody who was moved down is paired, no repeated floats, no more same-seat pairs than
/// the surplus of one preference forces (and of them only those strong that mild preferences cannot absorb). Those moved down
/// choose in order; a choice is passed over only when the bound of what remains proves it worse. The remainder is an
/// assignment of S1 to S2 (and to the floater) with two-part costs, solved by <see cref="FirstAssignment"/>; exchanges
/// come later in the order, so an assignment that reaches the bound is the first. Whoever floats is checked to leave the
/// next bracket its own bound and the rest a complete pairing; who does not is passed over, and is worse if anybody does.
/// </remarks>
internal sealed class QuickBracket
{
    private const long SeatUnit = 1 << 20;
    private const int MaxTries = 500;

    private readonly SwissField _field;
    private readonly Bracket _bracket;
    private readonly bool _floats;
    private readonly List<(int Higher, int Lower)> _pairs = [];
    private readonly HashSet<int> _taken = [];
    private readonly HashSet<int> _stays = [];
    private readonly long _target;
    private readonly int _fewestUnplayed;
    private int _tries;
    private bool _unproven;

    private QuickBracket(SwissField field, Bracket bracket)
    {
        (_field, _bracket) = (field, bracket);
        _floats = bracket.Size % 2 == 1;
        int[] everybody = [.. bracket.MovedDown, .. bracket.Residents];
        _target = Bound(everybody, _floats ? 1 : 0);
        _fewestUnplayed = everybody.Where(field.MayRest).Select(p => field[p].Unplayed).DefaultIfEmpty(0).Min();
    }

    /// <summary>The pairing, or null when it was not found or not proven to be the best.</summary>
    public static BracketPairing? TryPair(SwissField field, Bracket bracket)
    {
        if (field.Relaxation != Relaxation.None || bracket.MovedDown.Length > bracket.Size / 2
            || bracket.MovedDown.Length > bracket.Residents.Length) return null;
        var search = new QuickBracket(field, bracket);
        if (!search._floats && !field.Completes([.. bracket.Next, .. bracket.Rest])) return null;
        return search.Choose(0, 0);
    }

    // The fewest same-seat pairs, and strong ones among them, that any pairing of these must have.
    private long Bound(IReadOnlyCollection<int> places, int floaters)
    {
        if (!_field.SeatsMatter) return 0;
        var first = places.Count(p => _field[p].Preference == Seat.First);
        var second = places.Count(p => _field[p].Preference == Seat.Second);
        var more = first >= second ? Seat.First : Seat.Second;
        var same = Math.Max(0, Math.Max(first, second) - (places.Count + floaters) / 2);
        var mild = places.Count(p => _field[p].Preference == more && _field[p].Strength == SeatStrength.Mild);
        return same * SeatUnit + Math.Max(0, same - mild);
    }

    private long Cost(int a, int b)
    {
        if (!_field.Legal(a, b)) return FirstAssignment.Forbidden;
        if (!_field.SeatsMatter || _field.Prefers(a, b)) return 0;
        if (!_field.KeepsDifference(a, b) || !_field.KeepsAlternation(a, b)) return FirstAssignment.Forbidden;
        return SeatUnit + (_field.PrefersStrongly(a, b) ? 0 : 1);
    }

    private BracketPairing? Choose(int index, long cost)
    {
        if (index == _bracket.MovedDown.Length) return Remainder(cost);
        var player = _bracket.MovedDown[index];
        foreach (var resident in _bracket.Residents)
        {
            if (_taken.Contains(resident) || _field[resident].LastFloat == Float.Up || _field[resident].FloatBefore == Float.Up) continue;
            var total = cost + Cost(player, resident);
            if (total > _target) continue;
            if (++_tries > MaxTries) return null;
            _taken.Add(resident);
            _pairs.Add((player, resident));
            if (Choose(index + 1, total) is { } found) return found;
            if (_unproven) return null;
            _taken.Remove(resident);
            _pairs.RemoveAt(_pairs.Count - 1);
        }

        return null;
    }

    private BracketPairing? Remainder(long cost)
    {
        int[] rest = [.. _bracket.Residents.Where(r => !_taken.Contains(r))];
        if (cost + Bound(rest, _floats ? 1 : 0) > _target) return null; // proven: not with these choices
        var half = rest.Length / 2;
        while (++_tries <= MaxTries)
        {
            var columns = FirstAssignment.Solve(rest.Length - half, _target - cost, (row, column) =>
                row < half ? Cost(rest[row], rest[half + column]) : MayFloat(rest[half + column]) ? 0 : FirstAssignment.Forbidden);
            if (columns is null) break;
            int[] floaters = _floats ? [rest[half + columns[^1]]] : [];
            if (!_floats || LeavesTheBest(floaters))
                return new([.. _pairs, .. Enumerable.Range(0, half).Select(row => (rest[row], rest[half + columns[row]]))], floaters);
            _stays.Add(floaters[0]);
        }

        _unproven = true;
        return null;
    }

    private bool MayFloat(int place)
    {
        var player = _field[place];
        if (_stays.Contains(place) || player.LastFloat == Float.Down || player.FloatBefore == Float.Down) return false;
        return _bracket.IsLast
            ? _field.MayRest(place) && player.Unplayed == _fewestUnplayed
            : Array.Exists(_bracket.Next, next => _field.Legal(place, next));
    }

    private bool LeavesTheBest(int[] floaters) => _bracket.IsLast || Outlook.IsBest(_field, floaters, _bracket.Next, _bracket.Rest);
}
