using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Starts and stops one instance, one command at a time. Each start is a loop of its own.</summary>
internal sealed class InstanceController(ResourceInstance instance, IWorkload workload, LoopServices services) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private InstanceLoop? _loop;
    private bool _isClosed;

    public ResourceInstance Instance { get; } = instance;

    /// <summary>The first start, which waits for what the resource was told to wait for.</summary>
    public void Begin() => _loop = StartLoop(waits: true);

    /// <summary>Starts at once. Somebody who asks for it by hand does not want to wait for dependencies.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isClosed)
                throw new DistributedApplicationException("the application is stopping");
            if (_loop is { IsOver: false })
                _loop.StopWaiting();
            else
                Replace(StartLoop(waits: false));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_loop is not null)
                await _loop.StopAsync(grace).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task RestartAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await StopAsync(grace, cancellationToken).ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops for good: no later command starts it again.</summary>
    public Task CloseAsync(TimeSpan grace)
    {
        _isClosed = true;
        return StopAsync(grace, CancellationToken.None);
    }

    public void Dispose()
    {
        _loop?.Dispose();
        _turn.Dispose();
    }

    private InstanceLoop StartLoop(bool waits)
    {
        var loop = new InstanceLoop(Instance, workload, services);
        loop.Start(waits);
        return loop;
    }

    private void Replace(InstanceLoop loop)
    {
        _loop?.Dispose();
        _loop = loop;
    }
}
