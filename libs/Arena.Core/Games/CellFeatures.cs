using System.Numerics;

namespace Arena.Core.Games;

/// <summary>Features of boards whose cells are bits.</summary>
internal static class CellFeatures
{
    /// <summary>Writes a 1 for every cell that is set and a 0 for the others, as many as there are features.</summary>
    public static void Write(ulong cells, Span<float> features)
    {
        features.Clear();
        for (; cells != 0; cells &= cells - 1) features[BitOperations.TrailingZeroCount(cells)] = 1;
    }
}
