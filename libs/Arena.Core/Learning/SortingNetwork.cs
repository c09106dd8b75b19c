using System.Numerics.Tensors;

namespace Arena.Core.Learning;

/// <summary>
/// Sorts columns: which rows are compared does not depend on what they have, so all columns are sorted at once, as wide as the machine's
/// vectors are. Batcher's merge exchange (Knuth, "The Art of Computer Programming" 3, 5.2.2, algorithm M), for any number of rows.
/// </summary>
internal sealed class SortingNetwork
{
    private readonly (int Low, int High)[] _exchanges;

    public SortingNetwork(int rows) => _exchanges = [.. ExchangesOf(rows)];

    /// <summary>Afterwards each column ascends from the first row to the last.</summary>
    /// <param name="rows">One after the other, each of <paramref name="width"/> numbers, without NaN.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="spare">Room for one more row.</param>
    public void Sort(Span<float> rows, int width, Span<float> spare)
    {
        spare = spare[..width];
        foreach (var (low, high) in _exchanges)
        {
            var first = rows.Slice(low * width, width);
            var second = rows.Slice(high * width, width);
            TensorPrimitives.Min(first, second, spare);
            TensorPrimitives.Max(first, second, second);
            spare.CopyTo(first);
        }
    }

    private static IEnumerable<(int Low, int High)> ExchangesOf(int rows)
    {
        if (rows < 2)
            yield break;
        var top = 1 << (int.Log2(rows - 1));
        for (var p = top; p > 0; p >>= 1)
        {
            var (q, r, d) = (top, 0, p);
            while (true)
            {
                for (var i = 0; i < rows - d; i++)
                {
                    if ((i & p) == r)
                        yield return (i, i + d);
                }

                if (q == p)
                    break;
                (d, q, r) = (q - p, q >> 1, p);
            }
        }
    }
}
