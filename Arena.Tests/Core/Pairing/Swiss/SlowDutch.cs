using Arena.Core.Pairing.Swiss;

namespace Arena.Tests.Core.Pairing.Swiss;

/// <summary>
/// The Dutch system, slow and obvious: all complete pairings are written down, and bracket by bracket only those are kept
/// whose criteria are the best; ties go to the candidate that is generated first when S1, S2 and their exchanges are
/// enumerated as the handbook says. For a handful of players.
/// </summary>
internal sealed class SlowDutch
{
    private readonly SwissField _field;

    private SlowDutch(SwissField field) => _field = field;

    public static HashSet<(int, int)> Pair(IReadOnlyList<IReadOnlyList<SwissGame>> games, SwissRules rules)
    {
        var field = new SwissField(SwissPlayer.From(games, rules.PointsForWin), rules, games[0].Count);
        if (field.Relaxation != Relaxation.None) return [];
        return [.. new SlowDutch(field).Run().Select(p => (field[p.Item1].Number, field[p.Item2].Number))];
    }

    private List<(int, int)> Run()
    {
        var complete = Complete([.. Enumerable.Range(0, _field.Count)]).ToList();
        int[] floaters = [];
        var groups = Enumerable.Range(0, _field.Count).GroupBy(p => _field[p].Score).Select(g => g.ToArray()).ToArray();
        for (var g = 0; g < groups.Length; g++)
        {
            int[] next = g + 1 < groups.Length ? groups[g + 1] : [];
            var (moved, residents) = (floaters, groups[g]);
            int[] bracket = [.. moved, .. residents];
            var candidates = complete.GroupBy(p => string.Join(" ", Within(p, bracket).Order())).Select(c => (
                Pairings: c.ToList(),
                Key: c.Select(p => Key(p, moved, residents, next)).OrderDescending(KeyOrder).First())).ToList();
            var best = candidates.Select(c => c.Key).OrderDescending(KeyOrder).First();
            var equals = candidates.Where(c => KeyOrder.Compare(c.Key, best) == 0).ToList();
            complete = equals.Count == 1
                ? equals[0].Pairings
                : equals.MinBy(c => Place(Within(c.Pairings[0], bracket), moved, residents), KeyOrder).Pairings;
            var paired = Within(complete[0], bracket).SelectMany(p => new[] { p.Item1, p.Item2 }).ToHashSet();
            floaters = [.. bracket.Where(p => !paired.Contains(p))];
        }

        return complete[0];
    }

    private static readonly Comparer<long[]> KeyOrder = Comparer<long[]>.Create((a, b) =>
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i] != b[i]) return a[i].CompareTo(b[i]);
        }

        return a.Length.CompareTo(b.Length);
    });

    private IEnumerable<List<(int, int)>> Complete(int[] left)
    {
        if (left.Length == 0 || (left.Length == 1 && _field.MayRest(left[0])))
        {
            yield return [];
            yield break;
        }

        var first = left[0];
        for (var i = 1; i < left.Length; i++)
        {
            if (!_field.Legal(first, left[i])) continue;
            foreach (var rest in Complete([.. left.Skip(1).Where((_, j) => j != i - 1)])) yield return [(first, left[i]), .. rest];
        }

        if (left.Length % 2 == 1 && _field.MayRest(first))
        {
            foreach (var rest in Complete(left[1..])) yield return rest;
        }
    }

    private static (int, int)[] Within(List<(int, int)> pairs, int[] bracket) =>
        [.. pairs.Where(p => bracket.Contains(p.Item1) && bracket.Contains(p.Item2))];

    // Everything that is to be made small, negated, most important first.
    private long[] Key(List<(int, int)> pairs, int[] moved, int[] residents, int[] next)
    {
        int[] bracket = [.. moved, .. residents];
        var inside = Within(pairs, bracket);
        var floaters = Unpaired(bracket, inside);
        var below = Within(pairs, [.. floaters, .. next]);
        var bye = Enumerable.Range(0, _field.Count).Except(pairs.SelectMany(p => new[] { p.Item1, p.Item2 })).DefaultIfEmpty(-1).Single();
        var up = inside.Where(p => moved.Contains(p.Item1)).ToArray();
        var lowest = _field[residents[^1]].Score - 2;
        int[] residentFloaters = [.. floaters.Where(residents.Contains)];
        return
        [
            inside.Length,
            .. Descending(floaters.Select(f => _field[f].Score)),
            below.Length,
            .. Descending(Unpaired([.. floaters, .. next], below).Select(f => _field[f].Score)),
            bye >= 0 && floaters.Contains(bye) ? -_field[bye].Unplayed : 0,
            -Count(inside, (a, b) => !_field.KeepsDifference(a, b)),
            -Count(inside, (a, b) => !_field.KeepsAlternation(a, b)),
            -Count(inside, (a, b) => !_field.Prefers(a, b)),
            -Count(inside, (a, b) => !_field.PrefersStrongly(a, b)),
            -residentFloaters.Count(f => _field[f].LastFloat == Float.Down),
            -up.Count(p => _field[p.Item2].LastFloat == Float.Up),
            -residentFloaters.Count(f => _field[f].FloatBefore == Float.Down),
            -up.Count(p => _field[p.Item2].FloatBefore == Float.Up),
            .. Descending(floaters.Where(f => _field[f].LastFloat == Float.Down).Select(f => _field[f].Score - lowest)),
            .. Descending(up.Where(p => _field[p.Item2].LastFloat == Float.Up).Select(p => _field[p.Item1].Score - lowest)),
            .. Descending(floaters.Where(f => _field[f].FloatBefore == Float.Down).Select(f => _field[f].Score - lowest)),
            .. Descending(up.Where(p => _field[p.Item2].FloatBefore == Float.Up).Select(p => _field[p.Item1].Score - lowest)),
        ];
    }

    private int Count((int, int)[] pairs, Func<int, int, bool> fault) =>
        _field.SeatsMatter ? pairs.Count(p => fault(p.Item1, p.Item2)) : 0;

    private static int[] Unpaired(int[] places, (int, int)[] pairs) =>
        [.. places.Except(pairs.SelectMany(p => new[] { p.Item1, p.Item2 }))];

    // From the highest on; always as long, so that what follows it stays in place.
    private IEnumerable<long> Descending(IEnumerable<int> values) =>
        values.OrderDescending().Select(v => -(long)v - 1_000).Concat(Enumerable.Repeat(0L, _field.Count)).Take(_field.Count);

    // Where the candidate comes in the handbook's order; smaller is earlier.
    private static long[] Place((int, int)[] pairs, int[] moved, int[] residents)
    {
        var opponents = pairs.ToDictionary(p => p.Item1, p => p.Item2);
        int[] upper = [.. moved.Where(opponents.ContainsKey)];
        var s1 = Array.IndexOf([.. Subsets(moved, upper.Length).Select(s => string.Join(" ", s))], string.Join(" ", upper));
        int[] remainder = [.. residents.Except(upper.Select(m => opponents[m]))];
        var rest = pairs.Where(p => !moved.Contains(p.Item1)).ToArray();
        return [s1, .. upper.Select(m => (long)opponents[m]), RemainderPlace(rest, remainder)];
    }

    private static IEnumerable<int[]> Subsets(int[] all, int size)
    {
        int[] original = all[..size], others = all[size..];
        return from n in Enumerable.Range(0, Math.Min(size, others.Length) + 1)
               from exchange in Exchanges(original, others, n)
               select (int[])[.. original.Except(exchange.Down).Concat(exchange.Up).Order()];
    }

    private static IEnumerable<(int[] Down, int[] Up)> Exchanges(int[] s1, int[] s2, int count) =>
        (from down in Choose(s1, count) from up in Choose(s2, count) select (down, up))
        .OrderBy(e => e.up.Sum() - e.down.Sum())
        .ThenByDescending(e => e.down.OrderDescending().Select(d => (long)d).ToArray(), KeyOrder)
        .ThenBy(e => e.up.Order().Select(u => (long)u).ToArray(), KeyOrder);

    private static IEnumerable<int[]> Choose(int[] from, int count) => count == 0 ? [[]]
        : Enumerable.Range(0, from.Length).SelectMany(i => Choose(from[(i + 1)..], count - 1).Select(rest => (int[])[from[i], .. rest]));

    private static long RemainderPlace((int, int)[] wanted, int[] remainder)
    {
        var text = Text(wanted.Select(p => (p.Item1, p.Item2)));
        long place = 0;
        var half = wanted.Length;
        int[] s1 = remainder[..half], s2 = remainder[half..];
        for (var n = 0; n <= half; n++)
        {
            foreach (var (down, up) in Exchanges(s1, s2, n))
            {
                int[] upper = [.. s1.Except(down).Concat(up).Order()], lower = [.. s2.Except(up).Concat(down).Order()];
                foreach (var chosen in Arrangements(lower, half))
                {
                    if (Text(upper.Zip(chosen)) == text) return place;
                    place++;
                }
            }
        }

        throw new InvalidOperationException($"{text} is no candidate.");
    }

    private static string Text(IEnumerable<(int, int)> pairs) =>
        string.Join(" ", pairs.Select(p => (Math.Min(p.Item1, p.Item2), Math.Max(p.Item1, p.Item2))).Order());

    private static IEnumerable<int[]> Arrangements(int[] from, int count) => count == 0 ? [[]]
        : from.SelectMany(f => Arrangements([.. from.Where(x => x != f)], count - 1).Select(rest => (int[])[f, .. rest]));
}
