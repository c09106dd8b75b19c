namespace Arena.Hosting.ApplicationModel;

/// <summary>Names a registered health check that must pass before the resource counts as healthy.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}
