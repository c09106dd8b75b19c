namespace Arena.Cli.Leagues;

/// <summary>A course of values as a line of blocks, eight heights (E. Tufte, "Beautiful Evidence", 2006).</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <param name="values">In order. Of more than fit, each block is the last of its share.</param>
    /// <param name="low">What the lowest block stands for.</param>
    /// <param name="high">What the highest stands for.</param>
    /// <param name="width">Blocks at most.</param>
    public static string Of(IReadOnlyList<double> values, double low, double high, int width)
    {
        var count = Math.Min(values.Count, width);
        return string.Create(count, (values, low, high), static (line, of) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                var value = of.values[(int)((i + 1L) * of.values.Count / line.Length) - 1];
                var share = of.high > of.low ? (value - of.low) / (of.high - of.low) : 0.5;
                line[i] = Blocks[Math.Clamp((int)(share * Blocks.Length), 0, Blocks.Length - 1)];
            }
        });
    }
}
