using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Finds out how a resource is run.</summary>
internal sealed class WorkloadFactory(EngineContext engine)
{
    public IWorkload Create(IResource resource)
    {
        if (resource.IsExternal())
            return PassiveWorkload.Instance;
        if (resource.TryGetLastAnnotation<IBackingService>(out var service))
            return service.CreateWorkload(engine);

        return resource switch
        {
            ProjectResource project => CreateProject(project),
            ExecutableResource executable => CreateExecutable(executable),
            _ => PassiveWorkload.Instance,
        };
    }

    // A project that listens somewhere is a service: it has no business ending. One that does not may be done.
    private ProcessWorkload CreateProject(ProjectResource project)
    {
        var launch = new ProjectLaunch(project, engine);
        var isService = project.HasAnnotationOfType<EndpointAnnotation>();
        return new ProcessWorkload(engine, launch.FindCommandAsync, exitCode => isService || exitCode != 0);
    }

    // A program that failed may be half done; whether it can be run again is not ours to say.
    private ProcessWorkload CreateExecutable(ExecutableResource executable) => new(
        engine,
        _ => Task.FromResult<(string, IReadOnlyList<string>, string)>(
            (FindProgram(executable), [], executable.WorkingDirectory)),
        _ => false);

    private static string FindProgram(ExecutableResource executable)
    {
        var inDirectory = Path.Combine(executable.WorkingDirectory, executable.Command);
        if (executable.Command.Contains('/', StringComparison.Ordinal) && File.Exists(inDirectory))
            return inDirectory;
        return ExecutableFinder.Find(executable.Command) ?? throw new DistributedApplicationException(
            $"'{executable.Name}' runs the program '{executable.Command}', which is neither in {executable.WorkingDirectory} nor on the PATH.");
    }
}
