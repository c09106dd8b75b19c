namespace Arena.Hosting.ApplicationModel;

/// <summary>A resource that others can connect to.</summary>
public interface IResourceWithEndpoints : IResource;
