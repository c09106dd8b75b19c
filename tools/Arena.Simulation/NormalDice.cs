using Arena.Core.Primitives;

namespace Arena.Simulation;

/// <summary>Normal numbers (Box and Muller).</summary>
internal static class NormalDice
{
    public static double NextNormal(this Dice dice) =>
        Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
}
