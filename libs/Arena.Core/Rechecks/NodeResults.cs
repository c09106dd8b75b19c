namespace Arena.Core.Rechecks;

/// <summary>
/// Losses, draws and wins of the first seat by pairing and node, and how far each node is from the pool: the generalised
/// Cochran-Mantel-Haenszel test (Mantel 1963; Landis, Heyman and Koch 1978), stratified by pairing, so that a node that
/// happened to get easy pairings is not suspected for it, and pairings that always go the same way count for nothing.
/// </summary>
/// <remarks>
/// One liar shifts the pool that all are compared with. So the worst is judged first, against everybody; if it is suspect,
/// its results leave the pool and the rest are judged again among themselves. Two nodes that differ are both suspect: nobody
/// can say which.
/// </remarks>
public sealed class NodeResults
{
    private readonly Dictionary<(string League, int First, int Second), Dictionary<string, Counts>> _pairings = [];

    /// <summary>Adds a match. <paramref name="outcome"/>: 0 lost, 1 drawn, 2 won by the first seat.</summary>
    public void Add(string league, int first, int second, string node, int outcome)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)outcome, 2u);
        if (!_pairings.TryGetValue((league, first, second), out var nodes))
            _pairings.Add((league, first, second), nodes = new(StringComparer.Ordinal));
        nodes[node] = nodes.GetValueOrDefault(node).With(outcome);
    }

    /// <summary>Adds what another has counted.</summary>
    public void Add(NodeResults others)
    {
        ArgumentNullException.ThrowIfNull(others);
        foreach (var (pairing, nodes) in others._pairings)
        {
            if (!_pairings.TryGetValue(pairing, out var mine)) _pairings.Add(pairing, mine = new(StringComparer.Ordinal));
            foreach (var (node, counts) in nodes) mine[node] = mine.GetValueOrDefault(node) + counts;
        }
    }

    /// <summary>Every node's residual, by name.</summary>
    public IReadOnlyDictionary<string, NodeResidual> Residuals()
    {
        // In the order of their keys: sums of fractions then have the same bits however results came in.
        Dictionary<string, Counts>[] pairings =
        [
            .. _pairings
                .OrderBy(p => p.Key.League, StringComparer.Ordinal)
                .ThenBy(p => p.Key.First)
                .ThenBy(p => p.Key.Second)
                .Select(p => p.Value),
        ];
        var pool = new HashSet<string>(_pairings.Values.SelectMany(nodes => nodes.Keys), StringComparer.Ordinal);
        var judged = new Dictionary<string, NodeResidual>(StringComparer.Ordinal);
        while (pool.Count > 0)
        {
            var residuals = pool
                .Select(node => Of(node, pool, pairings))
                .OrderBy(r => r.Probability)
                .ThenBy(r => r.Node, StringComparer.Ordinal)
                .ToArray();
            if (pool.Count == 2 || !residuals[0].IsSuspect)
            {
                foreach (var residual in residuals) judged.Add(residual.Node, residual);
                break;
            }

            judged.Add(residuals[0].Node, residuals[0]);
            pool.Remove(residuals[0].Node);
        }

        return judged;
    }

    // In each pairing the node's counts are, if it is like the rest, a draw without replacement from everybody's: mean and
    // covariance are those of the multivariate hypergeometric distribution. Both add up over pairings.
    private static NodeResidual Of(string node, HashSet<string> pool, Dictionary<string, Counts>[] pairings)
    {
        var matches = 0;
        var (draws, wins, drawDraw, winWin, drawWin, seat) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var nodes in pairings)
        {
            if (!nodes.TryGetValue(node, out var own)) continue;
            var all = nodes.Where(n => pool.Contains(n.Key)).Aggregate(default(Counts), (sum, n) => sum + n.Value);
            double n = own.Total, total = all.Total;
            if (n == total) continue; // nobody else has played it
            matches += own.Total;
            draws += own.Draws - n * all.Draws / total;
            wins += own.Wins - n * all.Wins / total;
            var scale = n * (total - n) / (total * total * (total - 1));
            drawDraw += scale * all.Draws * (total - all.Draws);
            winWin += scale * all.Wins * (total - all.Wins);
            drawWin -= scale * all.Draws * all.Wins;
            var score = all.Wins + all.Draws / 2.0;
            seat += scale * score * (total - score); // a logistic curve's slope: draws do not make it less steep, only less uncertain
        }

        var (chiSquare, degrees) = Distance(draws, wins, drawDraw, winWin, drawWin);
        return new(node, matches, chiSquare, degrees, UpperTail(chiSquare, degrees))
        {
            Seat = NodeEffect.Of(wins + draws / 2, seat, winWin + drawDraw / 4 + drawWin),
            Draws = NodeEffect.Of(draws, drawDraw, drawDraw),
        };
    }

    private static (double ChiSquare, int Degrees) Distance(double draws, double wins, double drawDraw, double winWin, double drawWin)
    {
        const double none = 1e-9;
        var determinant = drawDraw * winWin - drawWin * drawWin;
        if (determinant > none * drawDraw * winWin && determinant > none)
            return ((draws * draws * winWin - 2 * draws * wins * drawWin + wins * wins * drawDraw) / determinant, 2);
        if (winWin > none) return (wins * wins / winWin, 1);
        return drawDraw > none ? (draws * draws / drawDraw, 1) : (0, 0);
    }

    private static double UpperTail(double chiSquare, int degrees) => degrees switch
    {
        0 => 1,
        1 => ErrorComplement(Math.Sqrt(chiSquare / 2)),
        _ => Math.Exp(-chiSquare / 2),
    };

    // erfc for x >= 0 by the continued fraction of Abramowitz and Stegun 7.1.14 above 2, by the series 7.1.6 below.
    private static double ErrorComplement(double x)
    {
        if (x < 2)
        {
            var (term, sum) = (x, x);
            for (var i = 1; i < 60; i++)
            {
                term *= 2 * x * x / (2 * i + 1);
                sum += term;
            }

            return 1 - 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        var fraction = x;
        for (var i = 80; i > 0; i--) fraction = x + i / 2.0 / fraction;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }

    private readonly record struct Counts(int Losses, int Draws, int Wins)
    {
        public int Total => Losses + Draws + Wins;

        public Counts With(int outcome) => this + new Counts(outcome == 0 ? 1 : 0, outcome == 1 ? 1 : 0, outcome == 2 ? 1 : 0);

        public static Counts operator +(Counts a, Counts b) => new(a.Losses + b.Losses, a.Draws + b.Draws, a.Wins + b.Wins);
    }
}
