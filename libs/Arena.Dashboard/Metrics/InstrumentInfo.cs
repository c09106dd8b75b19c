namespace Arena.Dashboard.Metrics;

/// <summary>An instrument as lists show it: once for all the resources that have it.</summary>
internal sealed record InstrumentInfo(string Scope, string Name, string Unit, string Description, MetricKind Kind, bool IsMonotonic, int Streams);
