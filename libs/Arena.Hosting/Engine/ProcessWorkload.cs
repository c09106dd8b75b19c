namespace Arena.Hosting.Engine;

/// <summary>A program of the application: a project or an executable.</summary>
internal sealed class ProcessWorkload(
    EngineContext engine,
    Func<CancellationToken, Task<(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory)>> command,
    Func<int, bool> restartsAfter) : IWorkload
{
    private readonly InstanceEnvironment _environment = new(engine);

    public bool RestartsAfter(int exitCode) => restartsAfter(exitCode);

    public async Task<IRunningWorkload> StartAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var (fileName, arguments, directory) = await command(cancellationToken).ConfigureAwait(false);
        var more = await _environment.BuildArgumentsAsync(instance, cancellationToken).ConfigureAwait(false);
        var spec = new ProcessSpec(fileName, [.. arguments, .. more], directory)
        {
            Environment = await _environment.BuildVariablesAsync(instance, cancellationToken).ConfigureAwait(false),
        };
        return await engine.Spawner.StartAsync(spec, engine.Output.Of(instance), cancellationToken).ConfigureAwait(false);
    }
}
