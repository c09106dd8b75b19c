namespace Arena.Core.Learning;

/// <summary>
/// Looks at what all clients say of each coordinate in ascending order, some coordinates at a time, so that next to the updates there is
/// only a block of them.
/// </summary>
internal static class SortedColumns
{
    private const int BlockBytes = 128 * 1024; // in the second-level cache

    /// <summary>Writes a number for each of the block's columns.</summary>
    /// <param name="rows">One after the other; each column ascends.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="result">As many numbers.</param>
    public delegate void Reduction(ReadOnlySpan<float> rows, int width, Span<float> result);

    public static float[] Reduce(ReadOnlySpan<ClientUpdate> updates, int dimension, Reduction reduction)
    {
        var result = new float[dimension];
        var network = new SortingNetwork(updates.Length);
        var widest = Math.Min(dimension, Math.Max(64, BlockBytes / sizeof(float) / updates.Length));
        var (rows, spare) = (new float[widest * updates.Length], new float[widest]);
        for (var start = 0; start < dimension; start += widest)
        {
            var width = Math.Min(widest, dimension - start);
            for (var i = 0; i < updates.Length; i++)
                updates[i].Delta.Span.Slice(start, width).CopyTo(rows.AsSpan(i * width));
            var block = rows.AsSpan(0, width * updates.Length);
            network.Sort(block, width, spare);
            reduction(block, width, result.AsSpan(start, width));
        }

        return result;
    }

    /// <summary>Each column's median; of an even number of rows the mean of the two in the middle.</summary>
    public static void Median(ReadOnlySpan<float> rows, int width, Span<float> result)
    {
        var count = rows.Length / width;
        Mean(rows, width, (count - 1) / 2, count / 2 + 1, result);
    }

    /// <summary>The mean of some of each column's rows.</summary>
    public static void Mean(ReadOnlySpan<float> rows, int width, int from, int to, Span<float> result)
    {
        for (var column = 0; column < width; column++)
        {
            var sum = 0.0;
            for (var row = from; row < to; row++)
                sum += rows[row * width + column];
            result[column] = (float)(sum / (to - from));
        }
    }
}
