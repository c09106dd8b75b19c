using System.Numerics;

namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// Solves with a symmetric positive definite matrix whose pattern is a graph: players who met. Nodes with few
/// neighbours are eliminated one by one, what remains is nearly full and is factored as a dense block. The pattern is
/// analysed once, numbers change with every Newton step.
/// </summary>
internal sealed class SparseCholesky
{
    private readonly Elimination _plan;
    private readonly double[] _values;      // as the plan lays them out
    private readonly double[] _inverse;     // of the pivots of the eliminated

    public SparseCholesky(int nodes, IReadOnlyList<(int A, int B)> edges)
    {
        _plan = Elimination.Of(nodes, edges);
        _values = new double[_plan.Size];
        _inverse = new double[_plan.Eliminated];
    }

    public void Clear() => Array.Clear(_values);

    public void AddDiagonal(int node, double value) => _values[_plan.Rank[node]] += value;

    /// <summary>Adds to an off-diagonal element, by the number of its edge.</summary>
    public void AddEdge(int edge, double value) => _values[_plan.EdgeSlot[edge]] += value;

    // Column by column, each taking off the products of the columns before it that reach it (left-looking).
    public void Factor()
    {
        var place = new int[_plan.Nodes];       // of a rank: its slot in the column at hand
        var reached = new int[_plan.Eliminated];    // of a column: how many of its elements were used up
        var first = new int[_plan.Nodes];       // of a rank: the first of the columns whose next element it is
        var after = new int[_plan.Eliminated];      // of a column: the next in that list
        Array.Fill(first, -1);
        for (var j = 0; j < _plan.Eliminated; j++)
        {
            var rows = _plan.Rows(j);
            for (var p = 0; p < rows.Length; p++) place[rows[p]] = _plan.ColumnStart[j] + p;
            for (var k = first[j]; k >= 0;)
            {
                var next = after[k];
                Reduce(k, reached[k]++, j, place);
                Enlist(k, reached, first, after);
                k = next;
            }

            _inverse[j] = 1 / _values[j];
            Enlist(j, reached, first, after);
        }

        for (var k = 0; k < _plan.Eliminated; k++) ReduceCore(k);
        FactorCore();
    }

    /// <summary>Replaces the right-hand side by the solution. Safe to call from several threads at once.</summary>
    public void Solve(Span<double> x)
    {
        Span<double> y = _plan.Nodes <= 1_024 ? stackalloc double[_plan.Nodes] : new double[_plan.Nodes];
        for (var node = 0; node < y.Length; node++) y[_plan.Rank[node]] = x[node];
        for (var k = 0; k < _plan.Eliminated; k++)
        {
            var scaled = y[k] * _inverse[k];
            if (scaled == 0) continue;
            var rows = _plan.Rows(k);
            var column = _values.AsSpan(_plan.ColumnStart[k], rows.Length);
            for (var p = 0; p < rows.Length; p++) y[rows[p]] -= column[p] * scaled;
        }

        SolveCore(y[_plan.Eliminated..]);
        for (var k = _plan.Eliminated - 1; k >= 0; k--)
        {
            var rows = _plan.Rows(k);
            var column = _values.AsSpan(_plan.ColumnStart[k], rows.Length);
            var sum = y[k];
            for (var p = 0; p < rows.Length; p++) sum -= column[p] * y[rows[p]];
            y[k] = sum * _inverse[k];
        }

        for (var node = 0; node < y.Length; node++) x[node] = y[_plan.Rank[node]];
    }

    /// <summary>The same for as many right-hand sides as there are <see cref="Lanes"/>, side by side.</summary>
    public void Solve(Span<Lanes> x)
    {
        var y = new Lanes[_plan.Nodes];
        for (var node = 0; node < y.Length; node++) y[_plan.Rank[node]] = x[node];
        for (var k = 0; k < _plan.Eliminated; k++)
        {
            var scaled = y[k] * _inverse[k];
            if (scaled.IsZero) continue;
            var rows = _plan.Rows(k);
            var column = _values.AsSpan(_plan.ColumnStart[k], rows.Length);
            for (var p = 0; p < rows.Length; p++)
            {
                ref var element = ref y[rows[p]];
                element = element.Plus(scaled, -column[p]);
            }
        }

        SolveCore(y.AsSpan(_plan.Eliminated));
        for (var k = _plan.Eliminated - 1; k >= 0; k--)
        {
            var rows = _plan.Rows(k);
            var column = _values.AsSpan(_plan.ColumnStart[k], rows.Length);
            var sum = y[k];
            for (var p = 0; p < rows.Length; p++) sum = sum.Plus(y[rows[p]], -column[p]);
            y[k] = sum * _inverse[k];
        }

        for (var node = 0; node < y.Length; node++) x[node] = y[_plan.Rank[node]];
    }

    // Four rows of the dense block at a time, so that what is read of y serves all four.
    private void SolveCore(Span<Lanes> y)
    {
        var m = _plan.Core;
        var i = 0;
        for (; i + 4 <= m; i += 4)
        {
            var r0 = CoreRow(i);
            var r1 = CoreRow(i + 1);
            var r2 = CoreRow(i + 2);
            var r3 = CoreRow(i + 3);
            var (s0, s1, s2, s3) = (y[i], y[i + 1], y[i + 2], y[i + 3]);
            for (var j = 0; j < i; j++)
            {
                var known = y[j];
                s0 = s0.Plus(known, -r0[j]);
                s1 = s1.Plus(known, -r1[j]);
                s2 = s2.Plus(known, -r2[j]);
                s3 = s3.Plus(known, -r3[j]);
            }

            s0 *= r0[i];
            s1 = s1.Plus(s0, -r1[i]) * r1[i + 1];
            s2 = s2.Plus(s0, -r2[i]).Plus(s1, -r2[i + 1]) * r2[i + 2];
            s3 = s3.Plus(s0, -r3[i]).Plus(s1, -r3[i + 1]).Plus(s2, -r3[i + 2]) * r3[i + 3];
            (y[i], y[i + 1], y[i + 2], y[i + 3]) = (s0, s1, s2, s3);
        }

        for (; i < m; i++)
        {
            var row = CoreRow(i);
            var sum = y[i];
            for (var j = 0; j < i; j++) sum = sum.Plus(y[j], -row[j]);
            y[i] = sum * row[i];
        }

        for (i = m - 1; i >= 0 && i % 4 != 3; i--)
        {
            var row = CoreRow(i);
            var value = y[i] *= row[i];
            for (var j = 0; j < i; j++) y[j] = y[j].Plus(value, -row[j]);
        }

        for (i -= 3; i >= 0; i -= 4)
        {
            var r0 = CoreRow(i);
            var r1 = CoreRow(i + 1);
            var r2 = CoreRow(i + 2);
            var r3 = CoreRow(i + 3);
            var s3 = y[i + 3] * r3[i + 3];
            var s2 = y[i + 2].Plus(s3, -r3[i + 2]) * r2[i + 2];
            var s1 = y[i + 1].Plus(s3, -r3[i + 1]).Plus(s2, -r2[i + 1]) * r1[i + 1];
            var s0 = y[i].Plus(s3, -r3[i]).Plus(s2, -r2[i]).Plus(s1, -r1[i]) * r0[i];
            (y[i], y[i + 1], y[i + 2], y[i + 3]) = (s0, s1, s2, s3);
            for (var j = 0; j < i; j++) y[j] = y[j].Plus(s0, -r0[j]).Plus(s1, -r1[j]).Plus(s2, -r2[j]).Plus(s3, -r3[j]);
        }
    }

    private ReadOnlySpan<double> CoreRow(int row) => _values.AsSpan(_plan.CoreStart + row * _plan.Core, row + 1);

    private void Reduce(int k, int from, int j, int[] place)
    {
        var rows = _plan.Rows(k)[from..];
        var column = _values.AsSpan(_plan.ColumnStart[k] + from, rows.Length);
        var l = column[0] * _inverse[k];
        _values[j] -= l * column[0];
        for (var q = 1; q < rows.Length; q++) _values[place[rows[q]]] -= l * column[q];
    }

    private void Enlist(int k, int[] reached, int[] first, int[] after)
    {
        var rows = _plan.Rows(k);
        if (reached[k] >= rows.Length || rows[reached[k]] >= _plan.Eliminated) return;
        var rank = rows[reached[k]];
        (after[k], first[rank]) = (first[rank], k);
    }

    private void ReduceCore(int k)
    {
        var rows = _plan.Rows(k);
        var from = rows.Length;
        while (from > 0 && rows[from - 1] >= _plan.Eliminated) from--;
        var (size, start) = (_plan.Core, _plan.CoreStart);
        var column = _values.AsSpan(_plan.ColumnStart[k], rows.Length);
        for (var p = from; p < rows.Length; p++)
        {
            var l = column[p] * _inverse[k];
            var rank = rows[p] - _plan.Eliminated;
            var row = _values.AsSpan(start + rank * size, rank + 1);
            for (var q = from; q < p; q++) row[rows[q] - _plan.Eliminated] -= l * column[q];
            _values[rows[p]] -= l * column[p];
        }
    }

    // The dense block is stored row by row, lower triangle; afterwards its diagonal holds inverses.
    private void FactorCore()
    {
        var m = _plan.Core;
        for (var i = 0; i < m; i++)
        {
            var row = _values.AsSpan(_plan.CoreStart + i * m, m);
            for (var j = 0; j < i; j++)
            {
                var other = _values.AsSpan(_plan.CoreStart + j * m, m);
                row[j] = (row[j] - Dot(row[..j], other[..j])) * other[j];
            }

            row[i] = 1 / Math.Sqrt(_values[_plan.Eliminated + i] - Dot(row[..i], row[..i]));
        }
    }

    private void SolveCore(Span<double> y)
    {
        var m = _plan.Core;
        for (var i = 0; i < m; i++)
        {
            var row = _values.AsSpan(_plan.CoreStart + i * m, m);
            y[i] = (y[i] - Dot(row[..i], y[..i])) * row[i];
        }

        for (var i = m - 1; i >= 0; i--)
        {
            var row = _values.AsSpan(_plan.CoreStart + i * m, m);
            var value = y[i] *= row[i];
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
