namespace Arena.Core.Primitives;

/// <summary>
/// Where randomness starts. One seed grows into as many independent streams as are wanted: a league derives a seed for
/// each pairing, a pairing one for each agent and one for the environment, so no stream depends on who rolled before.
/// </summary>
/// <remarks>
/// Derivation uses the output function of SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number
/// Generators", OOPSLA 2014). It is part of every match's identity and therefore stable forever.
/// </remarks>
public readonly record struct Seed(ulong Value)
{
    internal const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private const ulong NameDomain = 0xA5A5_5A5A_C3C3_3C3C;

    /// <summary>The seed of the numbered stream under this one. The order of derivations matters: a.b is not b.a.</summary>
    public Seed Derive(ulong stream) => new(Mix(Mix(Value + GoldenGamma) ^ Mix(stream * GoldenGamma + 1)));

    /// <summary>The seed of the named stream under this one. The name counts by its UTF-16 units, case included.</summary>
    public Seed Derive(string stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new(Mix(Mix(Value + GoldenGamma) ^ Mix(Fnv1a(stream) ^ NameDomain)));
    }

    /// <summary>The number, in decimal digits.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Fnv1a(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var unit in text)
        {
            hash = (hash ^ (byte)unit) * 0x100000001B3;
            hash = (hash ^ (byte)(unit >> 8)) * 0x100000001B3;
        }

        return hash;
    }
}
