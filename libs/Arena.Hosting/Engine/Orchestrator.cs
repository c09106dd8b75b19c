using System.Diagnostics;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Dashboard;
using Arena.Hosting.Eventing;
using Arena.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Arena.Hosting.Engine;

/// <summary>Starts the application: decides, allocates, and lets every instance live its own life. Stops it in reverse order.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    EngineContext engine,
    EndpointAllocator allocator,
    WorkloadFactory workloads,
    HealthProbe probe,
    LoopServices services,
    InstanceControllers controllers,
    InitialState initial,
    AuthoredStates authored,
    ProxyHost proxies,
    ResourceServer server,
    DashboardProcess dashboard,
    Readiness readiness,
    RunFile runFile) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan _stopBudget = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan _minGrace = TimeSpan.FromSeconds(1);

    private bool _isStopped;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var subscriber in services.Provider.GetServices<IDistributedApplicationEventingSubscriber>())
            await subscriber.SubscribeAsync(services.Eventing, engine.ExecutionContext, cancellationToken).ConfigureAwait(false);
        await services.Eventing.PublishAsync(new BeforeStartEvent(services.Provider, model), cancellationToken).ConfigureAwait(false);
        await RequireSoundModelAsync(cancellationToken).ConfigureAwait(false);

        engine.State.SweepDeadRuns();
        engine.Console.Introduce([.. model.Resources.SelectMany(ResourceInstance.Of).Select(i => i.Id)]);
        await DecideAsync(cancellationToken).ConfigureAwait(false);
        foreach (var resource in model.Resources)
            LifecycleCommands.AddTo(resource);
        await PublishInitialAsync(cancellationToken).ConfigureAwait(false);
        proxies.Start();
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        dashboard.Start();
        runFile.Start();
        readiness.Start();
        authored.Start();
        foreach (var controller in controllers.All.Where(c => !c.Instance.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>()))
            controller.Begin();
        await services.Eventing.PublishAsync(new AfterResourcesCreatedEvent(services.Provider, model), cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopped = true;
        await authored.DisposeAsync().ConfigureAwait(false);
        await runFile.StoppingAsync().ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        var groups = DependencyGraph.StopOrder([.. model.Resources]);
        for (var i = 0; i < groups.Count; i++)
        {
            // What is left of the time is shared by the groups that are left.
            var left = (_stopBudget - Stopwatch.GetElapsedTime(started)) / (groups.Count - i);
            var grace = left > _minGrace ? left : _minGrace;
            await Task.WhenAll(controllers.All.Where(c => groups[i].Contains(c.Instance.Resource)).Select(c => c.CloseAsync(grace))).ConfigureAwait(false);
        }

        // Last: it is watched to the end.
        await dashboard.DisposeAsync().ConfigureAwait(false);
        await runFile.RemoveAsync().ConfigureAwait(false);
    }

    /// <summary>An application that is thrown away without having been stopped leaves nothing behind either.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Everything that can be found out to be wrong before a process has started, is.</summary>
    private async Task RequireSoundModelAsync(CancellationToken cancellationToken)
    {
        DependencyGraph.RequireNoWaitCycle(model.Resources);
        PersistedDefault.Keep(model.Resources, engine.State);
        foreach (var resource in model.Resources)
        {
            probe.RequireRegistered(resource);
            foreach (var needed in resource.Annotations.OfType<WaitAnnotation>().Where(w => !model.Resources.Contains(w.Resource)))
                throw new DistributedApplicationException($"'{resource.Name}' waits for '{needed.Resource.Name}', which is not part of this application.");
            if (resource is ParameterResource { IsConnectionString: false } parameter)
                await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DecideAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            if (resource.TryGetLastAnnotation<IBackingService>(out var service))
                service.Choose(engine);
        }

        foreach (var resource in model.Resources.Where(r => !r.IsEmbedded() && !r.IsExternal()))
        {
            allocator.Allocate(resource);
            await services.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services.Provider), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PublishInitialAsync(CancellationToken cancellationToken)
    {
        foreach (var instance in model.Resources.SelectMany(ResourceInstance.Of))
        {
            await initial.PublishAsync(instance, cancellationToken).ConfigureAwait(false);
            if (!instance.Resource.IsEmbedded() && !AuthoredStates.Has(instance.Resource))
                controllers.Add(new InstanceController(instance, workloads.Create(instance.Resource), services));
        }

        foreach (var resource in model.Resources)
            await AnnounceAsync(resource, cancellationToken).ConfigureAwait(false);
    }

    private async Task AnnounceAsync(IResource resource, CancellationToken cancellationToken)
    {
        await services.Eventing.PublishAsync(
            new InitializeResourceEvent(resource, services.Eventing, services.Logs, services.Notifications, services.Provider), cancellationToken).ConfigureAwait(false);
        if (resource is IResourceWithConnectionString && !resource.IsEmbedded())
            await services.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services.Provider), cancellationToken).ConfigureAwait(false);
    }
}
