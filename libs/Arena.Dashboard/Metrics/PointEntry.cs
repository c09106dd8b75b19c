using Arena.Dashboard.Storage;

namespace Arena.Dashboard.Metrics;

/// <summary>What the index knows of a data point; the rest is on disk.</summary>
/// <param name="Value">A number's value; of a histogram or summary the count.</param>
internal readonly record struct PointEntry(long Sequence, long Start, long Time, double Value, EntryLocation Location, bool HasExemplars);
