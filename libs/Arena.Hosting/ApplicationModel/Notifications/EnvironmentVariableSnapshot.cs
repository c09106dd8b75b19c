namespace Arena.Hosting.ApplicationModel;

public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);
