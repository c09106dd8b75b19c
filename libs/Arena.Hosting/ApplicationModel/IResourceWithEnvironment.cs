namespace Arena.Hosting.ApplicationModel;

/// <summary>A resource whose environment variables the app host may set.</summary>
public interface IResourceWithEnvironment : IResource;
