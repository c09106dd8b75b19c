namespace Arena.AppHost.Runs;

/// <summary>Where the dashboard of this run is.</summary>
internal static class DashboardAddress
{
    private const string Dashboard = "aspire-dashboard";

    /// <summary>For browsers; null while there is none.</summary>
    public static string? Of(DistributedApplicationModel model) =>
        model.Resources.FirstOrDefault(resource => resource.Name == Dashboard)?.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(e => e.Name is "http" or "https" && e.AllocatedEndpoint is not null)?.AllocatedEndpoint?.UriString;
}
