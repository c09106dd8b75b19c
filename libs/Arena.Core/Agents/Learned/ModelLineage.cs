namespace Arena.Core.Agents.Learned;

/// <summary>Which model of a series it is: it says where a model comes from, and nothing of how it plays.</summary>
/// <param name="Name">The series' name.</param>
/// <param name="Version">The number within it, from 0.</param>
public sealed record ModelLineage(string Name, long Version);
