using System.Runtime.Intrinsics;

namespace Arena.Core.Learning;

/// <summary>
/// Squared Euclidean lengths, added up in double precision: no finite update overflows. Always in the same eight partial sums, however wide
/// the machine's vectors are, so that every machine finds the same bits.
/// </summary>
internal static class SquaredLength
{
    /// <summary>Of one vector.</summary>
    public static double Of(ReadOnlySpan<float> vector)
    {
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= vector.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (first, second) = Vector256.Widen(Vector256.Create(vector[i..]));
            low += first * first;
            high += second * second;
        }

        var sum = Vector256.Sum(low + high);
        for (; i < vector.Length; i++)
            sum += (double)vector[i] * vector[i];
        return sum;
    }

    /// <summary>Of the difference of two vectors of the same length.</summary>
    public static double Between(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= one.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (first, second) = Vector256.Widen(Vector256.Create(one[i..]));
            var (third, fourth) = Vector256.Widen(Vector256.Create(other[i..]));
            low += (first - third) * (first - third);
            high += (second - fourth) * (second - fourth);
        }

        var sum = Vector256.Sum(low + high);
        for (; i < one.Length; i++)
        {
            var difference = (double)one[i] - other[i];
            sum += difference * difference;
        }

        return sum;
    }
}
