namespace Arena.Hosting.Engine;

/// <summary>One instance in a run file.</summary>
internal sealed record RunResource(
    string Name,
    string Type,
    string Instance,
    int? Pid,
    string State,
    string? Health,
    int Restarts,
    string? Reason,
    IReadOnlyDictionary<string, string> Endpoints);
