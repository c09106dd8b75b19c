using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Testing;

/// <summary>
/// An app host's own program as a test's application, for those who rather derive from a class: what differs in the test is said in the
/// overrides, which are called on the program's thread.
/// </summary>
public class DistributedApplicationFactory : IDisposable, IAsyncDisposable
{
    private readonly EntryPointRun _run;
    private DistributedApplication? _application;

    public DistributedApplicationFactory(Type entryPoint)
        : this(entryPoint, [])
    {
    }

    public DistributedApplicationFactory(Type entryPoint, string[] args)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        _run = new EntryPointRun(entryPoint.Assembly, args, OnBuilderCreating) { Created = OnBuilderCreated, Building = OnBuilding };
    }

    private DistributedApplication Started => _application ?? throw new InvalidOperationException("The application has not been started: call StartAsync first.");

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_application is null)
        {
            _run.Start();
            await _run.WaitUntilDescribedAsync(cancellationToken).ConfigureAwait(false);
            _application = await _run.BuildAsync(cancellationToken).ConfigureAwait(false);
            OnBuilt(_application);
        }

        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.CreateHttpClient"/>
    public HttpClient CreateHttpClient(string resourceName, string? endpointName = default) => Started.CreateHttpClient(resourceName, endpointName);

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.GetConnectionStringAsync"/>
    public ValueTask<string?> GetConnectionString(string resourceName, CancellationToken cancellationToken = default) =>
        Started.GetConnectionStringAsync(resourceName, cancellationToken);

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.GetEndpoint"/>
    public Uri GetEndpoint(string resourceName, string? endpointName = default) => Started.GetEndpoint(resourceName, endpointName);

    public virtual async ValueTask DisposeAsync()
    {
        _run.Abandon();
        if (_application is not null)
            await _application.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    protected virtual void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions)
    {
    }

    protected virtual void OnBuilderCreated(DistributedApplicationBuilder applicationBuilder)
    {
    }

    protected virtual void OnBuilding(DistributedApplicationBuilder applicationBuilder)
    {
    }

    protected virtual void OnBuilt(DistributedApplication application)
    {
    }
}
