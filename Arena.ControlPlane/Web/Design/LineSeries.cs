namespace Arena.ControlPlane.Web.Design;

/// <summary>A line of a chart.</summary>
/// <param name="Points">From left to right; at least one.</param>
public sealed record LineSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
