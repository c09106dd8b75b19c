namespace Arena.Hosting.Testing;

/// <summary>An application as its app host described it, before it is built: a test may still add to it and change it.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
