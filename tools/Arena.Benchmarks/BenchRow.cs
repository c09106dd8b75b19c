namespace Arena.Benchmarks;

/// <summary>One measured figure beside the one that it is compared with, from the same run.</summary>
/// <param name="Ratio"><paramref name="Value"/> over <paramref name="BaselineValue"/>.</param>
internal sealed record BenchRow(string What, double Value, string Unit, string Baseline, double BaselineValue, double Ratio)
{
    public static BenchRow Of(string what, double value, string unit, string baseline, double baselineValue) =>
        new(what, Math.Round(value, 3), unit, baseline, Math.Round(baselineValue, 3), Math.Round(value / baselineValue, 4));
}
