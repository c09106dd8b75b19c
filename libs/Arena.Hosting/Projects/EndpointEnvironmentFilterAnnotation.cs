using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

/// <summary>Which endpoints a project is told of.</summary>
internal sealed class EndpointEnvironmentFilterAnnotation(Func<EndpointAnnotation, bool> filter) : IResourceAnnotation
{
    public Func<EndpointAnnotation, bool> Filter { get; } = filter ?? throw new ArgumentNullException(nameof(filter));
}
