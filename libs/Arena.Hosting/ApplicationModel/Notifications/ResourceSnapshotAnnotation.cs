namespace Arena.Hosting.ApplicationModel;

/// <summary>What is known of a resource that its author keeps up to date, before anything has happened to it.</summary>
public sealed class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot;
}
