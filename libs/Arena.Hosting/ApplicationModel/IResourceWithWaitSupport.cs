namespace Arena.Hosting.ApplicationModel;

/// <summary>A resource that can be told to wait for others.</summary>
public interface IResourceWithWaitSupport : IResource;
