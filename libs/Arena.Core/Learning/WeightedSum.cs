using System.Numerics;

namespace Arena.Core.Learning;

/// <summary>
/// Adds up updates, in the order of their client ids and in double precision, so that the order of arrival shows
/// nowhere.
/// </summary>
internal static class WeightedSum
{
    private const int Block = 4096; // sums held at a time: they fit the first-level cache while every client is added

    /// <param name="aggregator">Checks the updates.</param>
    /// <param name="updates">The round.</param>
    /// <param name="dimension">Numbers in each update.</param>
    /// <param name="factor">What a client's share n_i / sum n is multiplied by, given the round's effective steps.</param>
    public static Aggregation Of(
        IAggregator aggregator, IReadOnlyCollection<ClientUpdate> updates, int dimension, Func<ClientUpdate, double, double> factor)
    {
        ArgumentNullException.ThrowIfNull(updates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (FindFaults(aggregator, updates, dimension) is { Count: > 0 } faults) return new Aggregation { Faults = faults };

        var ordered = updates.OrderBy(update => update.ClientId, StringComparer.Ordinal).ToArray();
        var samples = ordered.Aggregate((Int128)0, (sum, update) => sum + update.Samples);
        var steps = ordered.Aggregate((Int128)0, (sum, update) => sum + (Int128)update.Samples * update.LocalSteps);
        var effectiveSteps = (double)steps / (double)samples;
        var weights = Array.ConvertAll(ordered, update => update.Samples / (double)samples * factor(update, effectiveSteps));
        var delta = Sum(ordered, weights, dimension);
        var overflow = Array.FindIndex(delta, value => !float.IsFinite(value));
        if (overflow >= 0)
            return new Aggregation { Faults = [new("", $"the updates' sum overflows at dimension {overflow}; wanted smaller updates")] };
        return new Aggregation
        {
            Delta = delta,
            Clients = ordered.Length,
            Samples = (long)Int128.Min(samples, long.MaxValue),
            EffectiveSteps = effectiveSteps,
        };
    }

    private static List<UpdateFault> FindFaults(IAggregator aggregator, IReadOnlyCollection<ClientUpdate> updates, int dimension)
    {
        var faults = new List<UpdateFault>();
        if (updates.Count == 0) faults.Add(new("", "found no updates; wanted at least 1"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var update in updates)
        {
            if (aggregator.Check(update, dimension) is { } fault) faults.Add(fault);
            if (!seen.Add(update.ClientId)) faults.Add(new(update.ClientId, "found two updates in one round; wanted one"));
        }

        // In an order of their own, as everything here.
        faults.Sort(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
        return faults;
    }

    private static float[] Sum(ClientUpdate[] updates, double[] weights, int dimension)
    {
        var result = new float[dimension];
        Span<double> sums = new double[Math.Min(Block, dimension)];
        for (var start = 0; start < dimension; start += Block)
        {
            var block = sums[..Math.Min(Block, dimension - start)];
            block.Clear();
            for (var i = 0; i < updates.Length; i++)
                AddScaled(block, updates[i].Delta.Span.Slice(start, block.Length), weights[i]);
            for (var i = 0; i < block.Length; i++) result[start + i] = (float)block[i];
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

        for (; i < values.Length; i++) sums[i] += values[i] * weight;
    }
}
