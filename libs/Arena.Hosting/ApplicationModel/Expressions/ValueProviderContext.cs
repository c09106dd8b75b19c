namespace Arena.Hosting.ApplicationModel;

/// <summary>For whom a value is being asked.</summary>
public class ValueProviderContext
{
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    public IResource? Caller { get; init; }

    /// <summary>Which replica of <see cref="Caller"/> asks, counted from 0: its own endpoints have its own ports.</summary>
    internal int CallerReplica { get; init; }

    /// <summary>Which replica of <paramref name="resource"/> is meant: the caller, if it asks about itself, else the first.</summary>
    internal int ReplicaOf(IResource resource) => ReferenceEquals(Caller, resource) ? CallerReplica : 0;
}
