using System.Numerics;

namespace Arena.Core.Primitives;

/// <summary>
/// A deterministic generator: the same seed gives the same rolls on every machine, runtime and version, forever.
/// Not for secrets. One owner at a time.
/// </summary>
/// <remarks>
/// xoshiro256** 1.0 (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2018), its state filled by
/// SplitMix64 as its authors advise. <c>System.Random</c> promises no such stability between versions.
/// </remarks>
public sealed class Dice
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Dice at the beginning of the seed's rolls.</summary>
    public Dice(Seed seed)
    {
        var state = seed.Value;
        _s0 = Seed.Mix(state += Seed.GoldenGamma);
        _s1 = Seed.Mix(state += Seed.GoldenGamma);
        _s2 = Seed.Mix(state += Seed.GoldenGamma);
        _s3 = Seed.Mix(state + Seed.GoldenGamma);
    }

    /// <summary>For the published test vectors, which give the state itself.</summary>
    internal Dice(ulong s0, ulong s1, ulong s2, ulong s3) =>
        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 uniform bits.</summary>
    internal ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, <paramref name="bound"/>), without modulo bias (Lemire 2019).</summary>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var threshold = (0 - range) % range;
            while (low < threshold) high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }

    /// <summary>Uniform in [0, 1), in steps of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability; 0 is never, 1 is always. Always one roll.</summary>
    public bool Chance(double probability) => NextDouble() < probability;
}
