using System.Net;
using System.Net.Sockets;
using Arena.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Arena.Hosting.Engine;

/// <summary>Opens the addresses of all the services that have one, and keeps an eye on who is up behind them.</summary>
internal sealed class ProxyHost(DistributedApplicationModel model, ResourceNotificationService notifications) : IAsyncDisposable
{
    private readonly List<ProxyListener> _listeners = [];
    private readonly CancellationTokenSource _stop = new();
    private ILookup<string, Replica> _replicas = Enumerable.Empty<Replica>().ToLookup(r => r.Id);
    private Task _watching = Task.CompletedTask;

    public void Start()
    {
        var replicas = new List<Replica>();
        foreach (var resource in model.Resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.StandsBetween))
                replicas.AddRange(Open(resource, endpoint));
        }

        _replicas = replicas.ToLookup(r => r.Id, StringComparer.OrdinalIgnoreCase);
        if (replicas.Count > 0)
            _watching = Task.Run(WatchAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var listener in _listeners)
            await listener.DisposeAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _stop.Dispose();
    }

    private List<Replica> Open(IResource resource, EndpointAnnotation endpoint)
    {
        var replicas = ResourceInstance.Of(resource).Zip(endpoint.ReplicaEndpoints, (i, e) => new Replica(i.Id, AddressOf(e))).ToList();
        var listener = new ProxyListener(AddressOf(endpoint.AllocatedEndpoint!), new Upstream(replicas), endpoint.UriScheme == "http");
        _listeners.Add(listener);
        try
        {
            listener.Start();
        }
        catch (SocketException fault)
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.Name}' of '{resource.Name}' cannot listen on {endpoint.AllocatedEndpoint!.EndPointString}: {fault.Message}.", fault);
        }

        return replicas;
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var update in notifications.WatchAsync(_stop.Token).ConfigureAwait(false))
            {
                foreach (var replica in _replicas[update.ResourceId])
                    replica.IsUp = update.Snapshot.HealthStatus == HealthStatus.Healthy;
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private static IPEndPoint AddressOf(AllocatedEndpoint endpoint) => new(IPAddress.Parse(endpoint.Address), endpoint.Port);
}
