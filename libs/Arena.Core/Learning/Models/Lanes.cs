using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arena.Core.Learning.Models;

/// <summary>
/// Arithmetic on vectors of floats whose every bit is the same on all machines: element by element, or summed in an order that does
/// not depend on how wide the machine's registers are, and nothing fused. A match that a network plays must go the same everywhere;
/// TensorPrimitives promises that of no sum.
/// </summary>
internal static class Lanes
{
    /// <summary>to += scale · row.</summary>
    public static void AddScaled(Span<float> to, ReadOnlySpan<float> row, float scale)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(to);
        var rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        var factor = new Vector<float>(scale);
        for (var i = 0; i < sums.Length; i++) sums[i] += factor * rows[i];
        for (var i = sums.Length * Vector<float>.Count; i < to.Length; i++) to[i] += scale * row[i];
    }

    /// <summary>The sum of the products, in eight strands.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var left = MemoryMarshal.Cast<float, Vector256<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector256<float>>(b);
        var strands = Vector256<float>.Zero;
        for (var i = 0; i < left.Length; i++) strands += left[i] * right[i];
        var sum = 0f;
        for (var i = 0; i < Vector256<float>.Count; i++) sum += strands[i];
        for (var i = left.Length * Vector256<float>.Count; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Every element becomes its hyperbolic tangent, to within 4e-7.</summary>
    public static void Tanh(Span<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref var vector in vectors) vector = Tanh(vector);
        foreach (ref var value in values[(vectors.Length * Vector<float>.Count)..]) value = Tanh(new Vector<float>(value))[0];
    }

    /// <summary>The hyperbolic tangent, as <see cref="Tanh(Span{float})"/> has it.</summary>
    public static float Tanh(float value) => Tanh(new Vector<float>(value))[0];

    /// <summary>Every element below 0 becomes 0.</summary>
    public static void Relu(Span<float> values)
    {
        foreach (ref var value in values)
            if (!(value > 0)) value = 0;
    }

    // The rational approximation of Eigen (generic_fast_tanh_float): beyond 7.9 the tangent is 1 in single precision.
    private static Vector<float> Tanh(Vector<float> value)
    {
        var limit = new Vector<float>(7.90531111f);
        var x = Vector.Min(Vector.Max(value, -limit), limit);
        var square = x * x;
        var above = new Vector<float>(-2.76076848e-16f);
        above = above * square + new Vector<float>(2.00018790e-13f);
        above = above * square + new Vector<float>(-8.60467152e-11f);
        above = above * square + new Vector<float>(5.12229710e-08f);
        above = above * square + new Vector<float>(1.48572236e-05f);
        above = above * square + new Vector<float>(6.37261929e-04f);
        above = above * square + new Vector<float>(4.89352456e-03f);
        var below = new Vector<float>(1.19825840e-06f);
        below = below * square + new Vector<float>(1.18534706e-04f);
        below = below * square + new Vector<float>(2.26843463e-03f);
        below = below * square + new Vector<float>(4.89352519e-03f);
        return x * above / below;
    }
}
