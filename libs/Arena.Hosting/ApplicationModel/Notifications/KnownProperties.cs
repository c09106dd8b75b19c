namespace Arena.Hosting.ApplicationModel;

/// <summary>Names of the properties that the engine puts into snapshots.</summary>
internal static class KnownProperties
{
    public const string ProcessId = "executable.pid";
    public const string Restarts = "resource.restarts";
    public const string Source = "resource.source";
    public const string Reason = "resource.reason";
}
