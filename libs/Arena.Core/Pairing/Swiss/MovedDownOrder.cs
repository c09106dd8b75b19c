using System.Numerics;

namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// The order of candidates of a heterogeneous bracket: who of those moved down is in S1 (the rest is in limbo), then, from
/// the highest on, the highest opponent.
/// </summary>
internal sealed class MovedDownOrder(int moved, int paired, int size)
{
    private readonly int _count = BitOperations.Log2((uint)size + 1) + 2;

    public int Bits => _count + 2 * _count + paired + _count + moved + moved * _count;

    public BigInteger Weight(int a, int b)
    {
        if (a >= moved) return BigInteger.Zero;
        var original = a < paired;
        BigInteger weight = original ? 1 : 0;                                                          // fewest exchanges
        weight = (weight << (2 * _count)) + (moved - a);                                               // smallest difference
        weight = (weight << (paired + _count)) + (original ? (BigInteger.One << paired) - (BigInteger.One << a) : 0);
        weight = (weight << moved) + (original ? 0 : BigInteger.One << (moved - 1 - a));
        return (weight << (moved * _count)) + (new BigInteger(size - b) << ((moved - 1 - a) * _count));
    }
}
