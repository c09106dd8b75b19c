namespace Arena.Core.Pairing.Matching;

/// <summary>
/// The assignment problem with an order among its answers: of all assignments of rows to columns with the least cost, the
/// lexicographically first (the smallest column for row 0, then for row 1, and so on).
/// </summary>
/// <remarks>
/// Shortest augmenting paths with potentials find the least cost in O(n³) (R. Jonker, A. Volgenant, Computing 38, 1987).
/// By complementary slackness the cheapest assignments are just the perfect matchings of the edges whose reduced cost is
/// zero; among those, row after row takes the first column that leaves the others a perfect matching.
/// </remarks>
internal sealed class FirstAssignment
{
    /// <summary>The cost of what may not be.</summary>
    public const long Forbidden = 1L << 40;

    private readonly int _n;
    private readonly long[] _costs;
    private readonly long[] _rowPotential, _columnPotential;
    private readonly int[] _rowOf, _columnOf;
    private readonly bool[] _fixed, _seen;
    private readonly int[] _rowBefore;

    private FirstAssignment(int n, Func<int, int, long> cost)
    {
        _n = n;
        _costs = new long[n * n];
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column < n; column++) _costs[row * n + column] = Math.Min(cost(row, column), Forbidden);
        }

        (_rowPotential, _columnPotential) = (new long[n], new long[n]);
        (_rowOf, _columnOf, _rowBefore) = (new int[n], new int[n], new int[n]);
        (_fixed, _seen) = (new bool[n], new bool[n]);
        Array.Fill(_rowOf, -1);
        Array.Fill(_columnOf, -1);
    }

    /// <summary>
    /// The column of each row, or null when every assignment costs more than <paramref name="most"/>. Costs are from 0 up;
    /// their sum must stay below <see cref="Forbidden"/>.
    /// </summary>
    public static int[]? Solve(int size, long most, Func<int, int, long> cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        var assignment = new FirstAssignment(size, cost);
        for (var row = 0; row < size; row++) assignment.Assign(row);
        if (assignment.Total() > most) return null;
        assignment.MakeFirst();
        return assignment._columnOf;
    }

    private long Reduced(int row, int column) => _costs[row * _n + column] - _rowPotential[row] - _columnPotential[column];

    private long Total()
    {
        long total = 0;
        for (var row = 0; row < _n; row++) total += _costs[row * _n + _columnOf[row]];
        return total;
    }

    // Dijkstra over columns from a row that has none, until a free column is reached.
    private void Assign(int start)
    {
        var distance = new long[_n];
        var before = new int[_n];
        var done = new bool[_n];
        for (var column = 0; column < _n; column++) (distance[column], before[column]) = (Reduced(start, column), start);
        int end;
        while (true)
        {
            var nearest = -1;
            for (var column = 0; column < _n; column++)
            {
                if (done[column]) continue;
                if (nearest < 0 || distance[column] < distance[nearest]
                    || (distance[column] == distance[nearest] && _rowOf[nearest] >= 0 && _rowOf[column] < 0))
                    nearest = column; // at once, if free
            }

            done[nearest] = true;
            if (_rowOf[nearest] < 0)
            {
                end = nearest;
                break;
            }

            var row = _rowOf[nearest];
            for (var column = 0; column < _n; column++)
            {
                if (done[column]) continue;
                var through = distance[nearest] + Reduced(row, column);
                if (through < distance[column]) (distance[column], before[column]) = (through, row);
            }
        }

        _rowPotential[start] += distance[end];
        for (var column = 0; column < _n; column++)
        {
            if (!done[column] || column == end) continue;
            var shorter = distance[end] - distance[column];
            _columnPotential[column] -= shorter;
            _rowPotential[_rowOf[column]] += shorter;
        }

        while (true)
        {
            var row = before[end];
            var next = _columnOf[row];
            (_columnOf[row], _rowOf[end]) = (end, row);
            if (row == start) return;
            end = next;
        }
    }

    private void MakeFirst()
    {
        for (var row = 0; row < _n; row++)
        {
            for (var column = 0; column < _columnOf[row]; column++)
            {
                if (!_fixed[column] && Reduced(row, column) == 0 && TryTake(row, column)) break;
            }

            _fixed[_columnOf[row]] = true;
        }
    }

    // Whether the row that has the column can move on, along tight edges, so that in the end one takes this row's own.
    private bool TryTake(int row, int column)
    {
        Array.Clear(_seen);
        _seen[column] = true;
        var target = _columnOf[row];
        var queue = new Queue<int>();
        queue.Enqueue(_rowOf[column]);
        while (queue.TryDequeue(out var moving))
        {
            for (var next = 0; next < _n; next++)
            {
                if (_seen[next] || _fixed[next] || Reduced(moving, next) != 0) continue;
                _seen[next] = true;
                _rowBefore[next] = moving;
                if (next == target)
                {
                    Shift(row, column, target);
                    return true;
                }

                queue.Enqueue(_rowOf[next]);
            }
        }

        return false;
    }

    private void Shift(int row, int column, int target)
    {
        var taker = _rowBefore[target];
        while (true)
        {
            var left = _columnOf[taker];
            (_columnOf[taker], _rowOf[target]) = (target, taker);
            if (left == column) break;
            target = left;
            taker = _rowBefore[target];
        }

        (_columnOf[row], _rowOf[column]) = (column, row);
    }
}
