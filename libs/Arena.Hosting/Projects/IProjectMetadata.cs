using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

/// <summary>A project that the app host refers to; the build generates one class for each, in the namespace <c>Projects</c>.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    string ProjectPath { get; }

    LaunchSettings? LaunchSettings => null;

    bool SuppressBuild => false;

    bool IsFileBasedApp => false;
}
