namespace Arena.Hosting.Engine;

/// <summary>For what is there without running: a database in a server, a configured server, a parameter.</summary>
internal sealed class PassiveWorkload : IWorkload
{
    public static readonly PassiveWorkload Instance = new();

    public bool RestartsAfter(int exitCode) => false;

    public Task<IRunningWorkload> StartAsync(ResourceInstance instance, CancellationToken cancellationToken) =>
        Task.FromResult<IRunningWorkload>(new InProcessWorkload(() => { }));
}
