namespace Arena.Hosting.ApplicationModel;

/// <summary>A resource whose deployment can be probed for life and readiness.</summary>
public interface IResourceWithProbes : IResource;
