using System.Numerics;
using Arena.Core.Pairing.Matching;

namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// The best pairing of a bracket, whatever it takes: every criterion is a sum over pairs, so all of them together, in order,
/// are the digits of one weight, and the best candidate is a matching of maximum weight. The lower digits are the order in which
/// FIDE takes candidates (transpositions, exchanges), so that of equals the first is found.
/// </summary>
/// <remarks>
/// Three matchings: one says how many pairs there are and how many of those moved down are in them; the second decides their
/// opponents; the third, with those settled, the remainder, whose halves S1 and S2 depend on them.
/// </remarks>
internal sealed class ExactBracket
{
    private readonly int[] _places;      // the bracket, then those below that are looked at
    private readonly int _moved, _size, _nextEnd;
    private readonly bool _whole;
    private readonly CriteriaWeights _criteria;
    private int[] _left = [];            // those without a partner when the pairing was found

    private ExactBracket(SwissField field, Bracket bracket, int[] below, bool whole)
    {
        _moved = bracket.MovedDown.Length;
        _size = bracket.Size;
        _nextEnd = _size + bracket.Next.Length;
        _whole = whole;
        _places = [.. bracket.MovedDown, .. bracket.Residents, .. below];
        _criteria = new CriteriaWeights(field, _places, _moved, _size, _nextEnd, whole);
    }

    public static BracketPairing Pair(SwissField field, Bracket bracket)
    {
        // Looks no further down than it must: usually the bracket alone leaves those below their best, and nearly always
        // the next bracket, paired along with it, leaves the rest a complete pairing.
        if (field.Relaxation == Relaxation.None && !bracket.IsLast)
        {
            var alone = new ExactBracket(field, bracket, [], whole: false).Solve();
            if (Outlook.IsBest(field, alone.Floaters, bracket.Next, bracket.Rest)) return alone;
            if (bracket.Rest.Length > 0)
            {
                var window = new ExactBracket(field, bracket, bracket.Next, whole: false);
                var two = window.Solve();
                if (field.Completes([.. window._left, .. bracket.Rest])) return two;
            }
        }

        return new ExactBracket(field, bracket, [.. bracket.Next, .. bracket.Rest], whole: true).Solve();
    }

    private BracketPairing Solve()
    {
        int[] all = [.. Enumerable.Range(0, _places.Length)];
        var partners = Match(all, [], (_, _) => BigInteger.Zero, 0);
        var movedPaired = Enumerable.Range(0, _moved).Count(i => InBracket(partners[i]));
        List<(int Higher, int Lower)> settled = [];
        if (movedPaired > 0)
        {
            var order = new MovedDownOrder(_moved, movedPaired, _size);
            partners = Match(all, [], (a, b) => order.Weight(a, b), order.Bits);
            settled.AddRange(Enumerable.Range(0, _moved).Where(i => InBracket(partners[i])).Select(i => (i, partners[i])));
        }

        HashSet<int> used = [.. settled.SelectMany(p => new[] { p.Higher, p.Lower })];
        int[] remainder = [.. Enumerable.Range(_moved, _size - _moved).Where(i => !used.Contains(i))];
        var pairs = remainder.Count(i => InBracket(partners[i])) / 2;
        if (pairs > 0)
        {
            var order = new RemainderOrder(remainder, pairs);
            int[] unsettled = [.. all.Where(i => !used.Contains(i))];
            partners = Match(unsettled, used, order.Weight, order.Bits);
            settled.AddRange(remainder.Where(i => InBracket(partners[i]) && i < partners[i]).Select(i => (i, partners[i])));
        }

        _left = [.. all.Where(i => !used.Contains(i) && partners[i] < 0).Select(i => _places[i])];
        int[] paired = [.. settled.SelectMany(p => new[] { p.Higher, p.Lower })];
        return new(
            [.. settled.Select(p => (_places[p.Higher], _places[p.Lower]))],
            [.. Enumerable.Range(0, _size).Except(paired).Select(i => _places[i])]);
    }

    private bool InBracket(int vertex) => vertex >= 0 && vertex < _size;

    // Partners by vertex, of those that are looked at; the one that stands for the bye, and outsiders, are -1.
    private int[] Match(int[] vertices, HashSet<int> settled, Func<int, int, BigInteger> order, int orderBits)
    {
        var withBye = _whole && vertices.Length % 2 == 1;
        var found = WeightedMatching.Maximum(vertices.Length + (withBye ? 1 : 0), (x, y) =>
        {
            var a = vertices[x];
            if (y == vertices.Length) return _criteria.Bye(a) << orderBits;
            var b = vertices[y];
            var weight = _criteria.Pair(a, b);
            if (weight.IsZero) return weight;
            weight <<= orderBits;
            return InBracket(a) && InBracket(b) ? weight + order(a, b) : weight;
        });

        var partners = new int[_places.Length];
        Array.Fill(partners, -1);
        for (var x = 0; x < vertices.Length; x++)
        {
            if (found[x] >= 0 && found[x] < vertices.Length) partners[vertices[x]] = vertices[found[x]];
        }

        return settled.Count == 0 ? partners : [.. partners.Select((p, i) => settled.Contains(i) ? -1 : p)];
    }
}
