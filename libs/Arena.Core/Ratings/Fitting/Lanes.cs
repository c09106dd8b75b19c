using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arena.Core.Ratings.Fitting;

/// <summary>
/// One number of each of eight systems that are solved side by side: what is read of the matrix serves all of them. A vector of
/// so many systems has the eight numbers of each element together.
/// </summary>
internal readonly struct Lanes
{
    public const int Count = 8;

    private readonly Vector256<double> _low, _high;

    private Lanes(Vector256<double> low, Vector256<double> high) => (_low, _high) = (low, high);

    public bool IsZero => Vector256.EqualsAll(_low | _high, Vector256<double>.Zero);

    public double this[int lane] => lane < Count / 2 ? _low[lane] : _high[lane - Count / 2];

    /// <summary>Numbers in a row as the elements of a vector.</summary>
    public static Span<Lanes> Of(Span<double> numbers) => MemoryMarshal.Cast<double, Lanes>(numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes a, Lanes b) => new(a._low + b._low, a._high + b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes a, Lanes b) => new(a._low - b._low, a._high - b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes a, Lanes b) => new(a._low * b._low, a._high * b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes a, double b) => new(a._low * b, a._high * b);

    /// <summary>This plus the other, so often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Plus(Lanes other, double times)
    {
        // Two roundings and not one fused: the same bits on every machine.
        var factor = Vector256.Create(times);
        return new(_low + other._low * factor, _high + other._high * factor);
    }
}
