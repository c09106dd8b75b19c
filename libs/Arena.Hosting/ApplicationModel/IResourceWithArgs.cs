namespace Arena.Hosting.ApplicationModel;

/// <summary>A resource whose command line the app host may extend.</summary>
public interface IResourceWithArgs : IResource;
