using Arena.Hosting.Dashboard.Wire;

namespace Arena.Dashboard.Resources;

/// <summary>How a resource is, in a word and a colour.</summary>
internal static class ResourceStates
{
    private const string Running = "Running";

    /// <summary>While it runs, its health where it has any.</summary>
    public static string TextOf(Resource resource) => resource.State switch
    {
        Running when HealthOf(resource) is { } health => health switch
        {
            HealthStatus.Healthy => "Running",
            HealthStatus.Degraded => "Running, degraded",
            _ => "Running, unhealthy",
        },
        Running when resource.HealthReports.Count > 0 => "Running, health unknown",
        null or "" => "Unknown",
        var state => state,
    };

    /// <summary>One of good, warn, bad and idle.</summary>
    public static string ClassOf(Resource resource) => resource.StateStyle switch
    {
        "success" when resource.State != Running => "good",
        "warning" => "warn",
        "error" => "bad",
        _ => resource.State switch
        {
            Running => HealthOf(resource) switch
            {
                null when resource.HealthReports.Count > 0 => "warn",
                HealthStatus.Degraded or HealthStatus.Unhealthy => "warn",
                _ => "good",
            },
            "FailedToStart" or "RuntimeUnhealthy" or "Exited" => "bad",
            "Starting" or "Waiting" or "Building" or "Stopping" => "warn",
            "Active" => "good",
            _ => "idle",
        },
    };

    /// <summary>The worst of its reports; null without any answer yet.</summary>
    public static HealthStatus? HealthOf(Resource resource)
    {
        var known = resource.HealthReports.Where(r => r.HasStatus).Select(r => r.Status).ToArray();
        return known.Length < resource.HealthReports.Count || known.Length == 0 ? null
            : known.Contains(HealthStatus.Unhealthy) ? HealthStatus.Unhealthy
            : known.Contains(HealthStatus.Degraded) ? HealthStatus.Degraded
            : HealthStatus.Healthy;
    }
}
