namespace Arena.Hosting.Engine;

/// <summary>How one kind of resource comes to life.</summary>
internal interface IWorkload
{
    /// <summary>Whether it should come back when it ends without having been told to.</summary>
    bool RestartsAfter(int exitCode);

    Task<IRunningWorkload> StartAsync(ResourceInstance instance, CancellationToken cancellationToken);
}
