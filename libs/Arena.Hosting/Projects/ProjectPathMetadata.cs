namespace Arena.Hosting;

/// <summary>A project named by its path; it is built when the application starts.</summary>
internal sealed class ProjectPathMetadata(string projectPath) : IProjectMetadata
{
    public string ProjectPath { get; } = projectPath;
}
