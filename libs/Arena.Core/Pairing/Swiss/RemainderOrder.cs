using System.Numerics;

namespace Arena.Core.Pairing.Swiss;

/// <summary>
/// The order of candidates of a homogeneous bracket or remainder. S1 is its upper half, S2 the rest. First come the
/// exchanges: the fewest; then the smallest difference between the sums of numbers that change sides; then the lowest that
/// leave S1; then the highest that leave S2. Then transpositions: from the top of S1 on, the highest opponent.
/// </summary>
internal sealed class RemainderOrder
{
    private readonly Dictionary<int, int> _rank = [];
    private readonly int _n, _half, _count;

    public RemainderOrder(int[] remainder, int pairs)
    {
        for (var i = 0; i < remainder.Length; i++) _rank[remainder[i]] = i;
        (_n, _half) = (remainder.Length, pairs);
        _count = BitOperations.Log2((uint)_n + 1) + 2;
    }

    public int Bits => _count + 2 * _count + (_half + _count) + _n + _n * _count;

    /// <summary>Of a pair in the remainder: its first takes a place in S1, its second in S2.</summary>
    public BigInteger Weight(int a, int b)
    {
        if (!_rank.TryGetValue(a, out var upper) || !_rank.TryGetValue(b, out var lower)) return BigInteger.Zero;
        var stays = upper < _half;
        BigInteger weight = stays ? 1 : 0;
        weight = (weight << (2 * _count)) + (_n - upper);
        weight = (weight << (_half + _count)) + (stays ? (BigInteger.One << _half) - (BigInteger.One << upper) : 0);
        weight = (weight << _n) + (stays ? 0 : BigInteger.One << (_n - 1 - upper));
        return (weight << (_n * _count)) + (new BigInteger(_n - lower) << ((_n - 1 - upper) * _count));
    }
}
