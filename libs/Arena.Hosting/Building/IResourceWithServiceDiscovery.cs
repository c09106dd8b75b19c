using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting;

/// <summary>A resource whose endpoints others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
