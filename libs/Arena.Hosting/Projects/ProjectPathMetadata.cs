namespace Arena.Hosting;

/// <summary>A project named by its path. Unless its assembly is named too, it is built when the application starts.</summary>
internal sealed class ProjectPathMetadata(string projectPath, string? assemblyPath = null) : IProjectMetadata
{
    public string ProjectPath { get; } = projectPath;

    public string? AssemblyPath { get; } = assemblyPath;
}
