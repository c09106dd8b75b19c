using System.Numerics;

namespace Arena.Core.Learning;

/// <summary>
/// Adds up updates, in the order of their client ids and in double precision, so that the order of arrival shows
/// nowhere.
/// </summary>
internal static class WeightedSum
{
    private const int Block = 4096; // sums held at a time: they fit the first-level cache while every client is added

    /// <param name="updates">In the order in which they are added.</param>
    /// <param name="weights">What each is multiplied by.</param>
    /// <param name="dimension">Numbers in each update.</param>
    public static float[] Of(ReadOnlySpan<ClientUpdate> updates, ReadOnlySpan<double> weights, int dimension)
    {
        var result = new float[dimension];
        Span<double> sums = new double[Math.Min(Block, dimension)];
        for (var start = 0; start < dimension; start += Block)
        {
            var block = sums[..Math.Min(Block, dimension - start)];
            block.Clear();
            for (var i = 0; i < updates.Length; i++)
                AddScaled(block, updates[i].Delta.Span.Slice(start, block.Length), weights[i]);
            for (var i = 0; i < block.Length; i++)
                result[start + i] = (float)block[i];
        }

        return result;
    }

    // Each coordinate is its own sum, multiplied and then added (no fused operation): the width of the machine's
    // vectors does not change a bit of it.
    private static void AddScaled(Span<double> sums, ReadOnlySpan<float> values, double weight)
    {
        var scale = new Vector<double>(weight);
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out var low, out var high);
            var first = sums[i..];
            var second = sums[(i + Vector<double>.Count)..];
            (new Vector<double>(first) + low * scale).CopyTo(first);
            (new Vector<double>(second) + high * scale).CopyTo(second);
        }

        for (; i < values.Length; i++)
            sums[i] += values[i] * weight;
    }
}
