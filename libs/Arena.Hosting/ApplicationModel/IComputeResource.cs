namespace Arena.Hosting.ApplicationModel;

/// <summary>A resource that runs code of its own: a process here, a workload where it is deployed.</summary>
public interface IComputeResource : IResource;
