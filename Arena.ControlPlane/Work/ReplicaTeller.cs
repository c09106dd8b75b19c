using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Work;

/// <summary>Tells the nodes where the replicas are, whenever that has changed; who comes is told with the welcome.</summary>
internal sealed class ReplicaTeller(
    Membership membership, NodeDirectory nodes, IOptions<WorkOptions> options, TimeProvider time) : BackgroundService
{
    private IReadOnlyList<string> _told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Tell();
    }

    internal void Tell()
    {
        var addresses = membership.Addresses;
        if (addresses.SequenceEqual(_told))
            return;
        foreach (var session in nodes.Here)
            session.TrySend(new ControlMessage { Replicas = new ReplicaNotice { Addresses = { addresses } } });
        _told = addresses;
    }
}
