using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>The service is not to be had here; whoever refers to it runs in its embedded mode.</summary>
internal sealed class EmbeddedAnnotation(string reason) : IResourceAnnotation
{
    public string Reason { get; } = reason;
}
