using System.Reflection;
using System.Runtime.InteropServices;
using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Finds the assembly that a project was built into, or builds it.</summary>
internal sealed class ProjectLaunch(ProjectResource project, EngineContext engine)
{
    private readonly Lock _gate = new();
    private Task<string>? _building;

    /// <summary>
    /// The <c>dotnet</c> that runs us. Our own process may be a native launcher, so it is found by where the runtime lies:
    /// <c>dotnet/shared/Microsoft.NETCore.App/10.0.x</c>.
    /// </summary>
    private static string DotNet
    {
        get
        {
            var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
            var program = Path.Combine(runtime.Parent!.Parent!.Parent!.FullName, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
            return File.Exists(program) ? program : "dotnet";
        }
    }

    public async Task<(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory)> FindCommandAsync(CancellationToken cancellationToken)
    {
        var metadata = project.Annotations.OfType<IProjectMetadata>().Last();
        var directory = Path.GetDirectoryName(metadata.ProjectPath)!;
        var assembly = (metadata as ProjectPathMetadata)?.AssemblyPath
            ?? metadata.GetType().GetCustomAttribute<ProjectAssemblyAttribute>()?.Path
            ?? await BuildOnce(metadata.ProjectPath, directory, cancellationToken).ConfigureAwait(false);
        if (!File.Exists(assembly))
            throw new DistributedApplicationException($"'{project.Name}' has not been built: {assembly} is not there. Build the app host; it builds what it refers to.");
        return (DotNet, ["exec", assembly], directory);
    }

    // The replicas of a project share one build.
    private Task<string> BuildOnce(string projectPath, string directory, CancellationToken cancellationToken)
    {
        lock (_gate)
            return _building ??= BuildAsync(projectPath, directory, cancellationToken);
    }

    private async Task<string> BuildAsync(string projectPath, string directory, CancellationToken cancellationToken)
    {
        var build = new ProcessSpec(DotNet, ["build", projectPath, "-getProperty:TargetPath", "-nologo", "-v:quiet"], directory);
        var (exitCode, output) = await engine.Spawner.RunAsync(build, cancellationToken).ConfigureAwait(false);
        var lines = output.Split('\n');
        if (exitCode != 0)
            throw new DistributedApplicationException($"'{project.Name}' does not build:\n{string.Join('\n', lines.Where(l => l.Contains(": error", StringComparison.Ordinal)))}");
        return lines[^1].Trim();
    }
}
