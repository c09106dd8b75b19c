using System.Numerics;

namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// Solves with a symmetric positive definite matrix whose pattern is a graph: players who met. Nodes with few
/// neighbours are eliminated one by one, fewest first (minimum degree; Tinney and Walker 1967); what remains is nearly
/// full and is factored as a dense block. The pattern is analysed once, numbers change with every Newton step.
/// </summary>
internal sealed class SparseCholesky
{
    private readonly Elimination _plan;
    private readonly double[] _values;      // as the plan lays them out: diagonal, sparse columns, dense block
    private readonly double[] _inverse;     // of the pivots of the eliminated

    public SparseCholesky(int nodes, IReadOnlyList<(int A, int B)> edges)
    {
        _plan = Elimination.Of(nodes, edges);
        _values = new double[_plan.Size];
        _inverse = new double[_plan.Eliminated.Length];
    }

    public void Clear() => Array.Clear(_values);

    public void AddDiagonal(int node, double value) => _values[_plan.DiagonalSlot[node]] += value;

    /// <summary>Adds to an off-diagonal element, by the number of its edge.</summary>
    public void AddEdge(int edge, double value) => _values[_plan.EdgeSlot[edge]] += value;

    public void Factor()
    {
        for (var k = 0; k < _plan.Eliminated.Length; k++)
        {
            var column = _values.AsSpan(_plan.ColumnStart[k], _plan.Neighbours[k].Length);
            var inverse = _inverse[k] = 1 / _values[_plan.DiagonalSlot[_plan.Eliminated[k]]];
            var targets = _plan.Targets[k];
            var t = 0;
            for (var p = 0; p < column.Length; p++)
            {
                var l = column[p] * inverse;
                for (var q = 0; q <= p; q++) _values[targets[t++]] -= l * column[q];
            }
        }

        FactorCore();
    }

    /// <summary>Replaces the right-hand side by the solution. Safe to call from several threads at once.</summary>
    public void Solve(Span<double> x)
    {
        for (var k = 0; k < _plan.Eliminated.Length; k++)
        {
            var scaled = x[_plan.Eliminated[k]] * _inverse[k];
            if (scaled == 0) continue;
            var neighbours = _plan.Neighbours[k];
            var column = _values.AsSpan(_plan.ColumnStart[k], neighbours.Length);
            for (var p = 0; p < column.Length; p++) x[neighbours[p]] -= column[p] * scaled;
        }

        SolveCore(x);
        for (var k = _plan.Eliminated.Length - 1; k >= 0; k--)
        {
            var neighbours = _plan.Neighbours[k];
            var column = _values.AsSpan(_plan.ColumnStart[k], neighbours.Length);
            var sum = x[_plan.Eliminated[k]];
            for (var p = 0; p < column.Length; p++) sum -= column[p] * x[neighbours[p]];
            x[_plan.Eliminated[k]] = sum * _inverse[k];
        }
    }

    // The dense block is stored row by row, lower triangle; afterwards its diagonal holds inverses.
    private void FactorCore()
    {
        var m = _plan.Core.Length;
        for (var i = 0; i < m; i++)
        {
            var row = _values.AsSpan(_plan.CoreStart + i * m, m);
            for (var j = 0; j < i; j++)
            {
                var other = _values.AsSpan(_plan.CoreStart + j * m, m);
                row[j] = (row[j] - Dot(row[..j], other[..j])) * other[j];
            }

            row[i] = 1 / Math.Sqrt(row[i] - Dot(row[..i], row[..i]));
        }
    }

    private void SolveCore(Span<double> x)
    {
        var m = _plan.Core.Length;
        Span<double> y = m <= 512 ? stackalloc double[m] : new double[m];
        for (var i = 0; i < m; i++)
        {
            var row = _values.AsSpan(_plan.CoreStart + i * m, m);
            y[i] = (x[_plan.Core[i]] - Dot(row[..i], y[..i])) * row[i];
        }

        for (var i = m - 1; i >= 0; i--)
        {
            var row = _values.AsSpan(_plan.CoreStart + i * m, m);
            var value = y[i] *= row[i];
            x[_plan.Core[i]] = value;
            Subtract(y[..i], row[..i], value);
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (first, second) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i <= a.Length - 2 * Vector<double>.Count; i += 2 * Vector<double>.Count)
        {
            first += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
            second += new Vector<double>(a[(i + Vector<double>.Count)..]) * new Vector<double>(b[(i + Vector<double>.Count)..]);
        }

        var sum = Vector.Sum(first + second);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Subtract(Span<double> y, ReadOnlySpan<double> row, double factor)
    {
        var i = 0;
        var scale = new Vector<double>(factor);
        for (; i <= y.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(y[i..]) - new Vector<double>(row[i..]) * scale).CopyTo(y[i..]);
        for (; i < y.Length; i++) y[i] -= row[i] * factor;
    }
}
