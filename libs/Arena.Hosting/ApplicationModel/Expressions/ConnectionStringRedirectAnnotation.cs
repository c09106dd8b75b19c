namespace Arena.Hosting.ApplicationModel;

/// <summary>Says that a resource's connection string is taken from another one, such as a configured external server.</summary>
public class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IResourceAnnotation
{
    public IResourceWithConnectionString Resource { get; } = resource;
}
