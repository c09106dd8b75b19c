using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Metrics.Charts;

/// <summary>A line of a chart; where there is no value there is a gap.</summary>
public sealed record ChartLine(string Name, double?[] Values)
{
    public double? Last => Values.LastOrDefault(v => v is not null);
}

/// <summary>A measured value that belongs to a trace.</summary>
public sealed record ChartExemplar(long Time, double Value, TraceId Trace, SpanId Span);

/// <summary>What is drawn.</summary>
/// <param name="From">Unix nanoseconds of the first slot's beginning.</param>
/// <param name="To">Unix nanoseconds of the last slot's end.</param>
/// <param name="Unit">Of the values, as it is to be read.</param>
/// <param name="Lines">At most <see cref="ChartBuilder.MaxLines"/>.</param>
/// <param name="Hidden">How many lines more there would be.</param>
/// <param name="Exemplars">Measurements with a trace.</param>
public sealed record Chart(long From, long To, string Unit, IReadOnlyList<ChartLine> Lines, int Hidden, IReadOnlyList<ChartExemplar> Exemplars);
