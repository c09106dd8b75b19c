namespace Arena.Hosting.Engine;

/// <summary>The content of a run file.</summary>
internal sealed record RunDescription(int Pid, DateTimeOffset StartedAt, string Status, string Directory, string? Volumes, RunDashboard? Dashboard, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Services, IReadOnlyList<RunResource> Resources);
