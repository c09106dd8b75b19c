using Arena.Client;
using Arena.Contracts.V1;
using Arena.ServiceDefaults.Dials;
using Arena.Tests.EndToEnd.Backplane.Ledger;
using Arena.Tests.EndToEnd.Grpc;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.EndToEnd.ControlPlane.Dials;

[Collection(PostgresLedgers.Collection)]
public sealed class DialSpreadTests(PostgresLedgers ledgers)
{
    [Fact]
    public async Task Change_at_one_replica_is_heard_by_the_other_by_nodes_at_both_and_by_the_federation_while_all_run()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await using var first = await ControlPlaneAsync(database);
        await using var second = await ControlPlaneAsync(database);
        await using var one = await ServiceHost.NodeAsync(first.Address, tls: null, ("Node:Name", "one"));
        await using var two = await ServiceHost.NodeAsync(second.Address, tls: null, ("Node:Name", "two"));
        await using var federation = await ServiceHost.FederationAsync(second.Address);
        ServiceHost[] all = [first, second, one, two, federation];
        await HeardAsync(all, epoch: 0, power: 1);
        using var client = new ArenaClient(first.Address);
        await client.Dials.SetAsync(new SetDialRequest { Name = "PFSP_power", Value = 2, Epoch = 0, Why = "a test" });
        await HeardAsync(all, epoch: 1, power: 2);
        using var other = new ArenaClient(second.Address);
        await other.Dials.RollbackAsync(new RollbackDialsRequest { To = 0 });
        await HeardAsync(all, epoch: 2, power: 1);

        await using var late = await ServiceHost.NodeAsync(first.Address, tls: null, ("Node:Name", "late"));
        await HeardAsync([late], epoch: 2, power: 1);
    }

    private static async Task HeardAsync(IEnumerable<ServiceHost> hosts, long epoch, double power)
    {
        foreach (var host in hosts)
        {
            var book = host.Services.GetRequiredService<DialBook>();
            await Eventually.IsTrueAsync(
                () => book.Current.Epoch == epoch && book.Current.Values.TryGetValue("PFSP_power", out var heard) && heard.Equals(power),
                $"it has heard of epoch {epoch}");
        }
    }

    private static Task<ServiceHost> ControlPlaneAsync(string database) => ServiceHost.ControlPlaneAsync(
        port: 0, tls: null, ("ConnectionStrings:arenadb", database), ("Work:HeartbeatInterval", "00:00:00.2"));
}
