using Arena.Dashboard.Logs;
using Arena.Hosting.Dashboard.Wire;
using Arena.Dashboard.Telemetry;

namespace Arena.Dashboard.Resources;

/// <summary>The telemetry that a resource of the application host has sent.</summary>
internal sealed class ResourceTelemetry(TelemetryStore store)
{
    /// <summary>How telemetry calls it; null when it has sent none.</summary>
    public string? NameOf(Resource resource) => SenderOf(resource)?.DisplayName;

    /// <summary>How many errors it has logged, of what is kept.</summary>
    public int Of(Resource resource) => SenderOf(resource) is { } sender
        ? store.Logs.Count(new LogFilter { Resources = new HashSet<int> { sender.Id }, MinSeverity = Severities.NumberOf("error")!.Value })
        : 0;

    // The host tells each instance its own name; a single one may go by the service's.
    private TelemetryResource? SenderOf(Resource resource) =>
        store.Resources.All.FirstOrDefault(r => r.Instance == resource.Name || r.DisplayName == resource.Name)
        ?? store.Resources.All.FirstOrDefault(r => r.Instance.Length == 0 && r.Name == resource.DisplayName);
}
