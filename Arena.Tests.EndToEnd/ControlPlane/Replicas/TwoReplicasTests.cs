using Arena.Backplane.Ledger;
using Arena.Client;
using Arena.Contracts.Channels;
using Arena.Contracts.V1;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Replicas;
using Arena.Hosting.Processes;
using Arena.Tests.EndToEnd.Backplane.Ledger;
using Arena.Tests.EndToEnd.Grpc;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.EndToEnd.ControlPlane.Replicas;

/// <summary>Two replicas of the control plane over one ledger, whose clocks are two hours apart, and nodes at both.</summary>
[Collection(PostgresLedgers.Collection)]
public sealed class TwoReplicasTests(PostgresLedgers ledgers)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _anHour = TimeSpan.FromHours(1);

    private int _clocks;

    [Fact]
    public async Task League_is_played_by_nodes_at_both_and_both_tell_the_same_of_it()
    {
        var database = await ledgers.CreateDatabaseAsync();
        await using var first = await ControlPlaneAsync(database);
        await using var second = await ControlPlaneAsync(database);
        await using var one = await NodeAsync("one", first.Address);
        await using var two = await NodeAsync("two", second.Address);
        using var here = new ArenaClient(first.Address);
        using var there = new ArenaClient(second.Address);
        foreach (var replica in new[] { first, second })
            await Eventually.IsTrueAsync(() => NodesOf(replica).Count(node => node.Open) == 2, "both replicas know both nodes");

        var started = await here.StartLeagueAsync(Start(agents: 6, repetitions: 40, verify: "100%"), _patience);
        Assert.InRange(started.CreatedAt.ToDateTimeOffset(), DateTimeOffset.UtcNow - _anHour / 2, DateTimeOffset.UtcNow + _anHour / 2);
        var finals = await Task.WhenAll(EndAsync(here), EndAsync(there));
        Assert.Equal(finals[0].Rows, finals[1].Rows);
        var matches = finals[0].League.Matches;
        foreach (var final in finals)
        {
            // Each match was played at one node and again at the other; a fast one may be the first at all of them.
            Assert.Equal((LeagueState.Completed, matches, matches), (final.League.State, final.League.Played, final.Rechecks.Agreed));
            Assert.Subset(new HashSet<string> { "one", "two" }, final.Nodes.Select(node => node.Node).ToHashSet());
        }

        await Eventually.IsTrueAsync(() => NodesOf(second).Sum(node => node.Played) == matches, "each result is counted once");
        Assert.True((await there.AuditLedgerAsync()).Valid);
    }

    [Fact]
    public async Task Nodes_and_leagues_of_a_replica_that_is_gone_go_on_at_the_other()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var first = await ControlPlaneAsync(database);
        var second = await ControlPlaneAsync(database);
        await using var node = await NodeAsync("one", first.Address, second.Address);
        using (var client = new ArenaClient(first.Address))
            await client.StartLeagueAsync(Start(agents: 8, repetitions: 300, verify: "0%"), _patience);
        await Eventually.IsTrueAsync(() => Owns(first) || Owns(second), "somebody decides");
        var (gone, left) = Owns(first) ? (first, second) : (second, first);
        await using (left)
        {
            using var there = new ArenaClient(left.Address);
            using var either = new ArenaClient([gone.Address, left.Address]);
            var watched = EventsAsync(either);
            await using (gone)
            {
                await foreach (var standings in there.WatchLeagueAsync("l", _patience, ServiceHost.Limit()))
                {
                    if (standings.League.Played > 0)
                        break;
                }

                // Or it might be over before its owner is gone.
                Assert.Equal(LeagueState.Paused, (await there.Leagues.PauseAsync(new PauseLeagueRequest { Id = "l" })).State);
            }

            await there.Leagues.ResumeAsync(new ResumeLeagueRequest { Id = "l" });
            Assert.Equal(LeagueState.Completed, (await EndAsync(there)).League.State);
            Assert.True(Owns(left));
            Assert.Equal(Enumerable.Range(0, 3 * 4 * 2 * 300), (await watched).Order());
            Assert.Equal(left.Address, either.Address);
        }
    }

    [Fact]
    public async Task Node_goes_to_a_replica_that_came_after_it()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var first = await ControlPlaneAsync(database, FreePort.Find());
        await using var node = await NodeAsync("one", first.Address);
        await Eventually.IsTrueAsync(() => node.IsConnected, "the node has come");
        await using var second = await ControlPlaneAsync(database, FreePort.Find());
        var known = node.Services.GetRequiredService<ReplicaAddresses>();
        await Eventually.IsTrueAsync(() => known.All.Contains(second.Address), "the node has been told of it");
        await first.DisposeAsync();
        await Eventually.IsTrueAsync(() => NodesOf(second).Any(n => n is { Open: true, IsHere: true }), "the node has come to the other");
    }

    // The matches of the league whose results are told, as often as they are.
    private static async Task<List<int>> EventsAsync(ArenaClient client)
    {
        var matches = new List<int>();
        await foreach (var happened in client.WatchEventsAsync("l", "0", _patience, ServiceHost.Limit()))
        {
            if (happened.Match is { } match)
                matches.Add(match.Index);
            if (happened.Kind == LeagueEventKind.LeagueCompleted)
                break;
        }

        return matches;
    }

    private static bool Owns(ServiceHost replica) => replica.Services.GetRequiredService<Ownership>().Owns(Grant.OfLeague("l"));

    private static IReadOnlyList<NodeSession> NodesOf(ServiceHost replica) =>
        replica.Services.GetRequiredService<NodeDirectory>().Sessions;

    private static StartLeagueRequest Start(int agents, int repetitions, string verify)
    {
        var names = string.Join(", ", Enumerable.Range(0, agents).Select(i => $$"""{ "name": "a{{i}}", "strategy": "random" }"""));
        return new StartLeagueRequest
        {
            Id = "l",
            Document = $$"""
                { "name": "l", "game": "tic_tac_toe", "format": "swiss", "rounds": 3, "repetitions": {{repetitions}},
                  "verify": "{{verify}}", "agents": [{{names}}] }
                """,
        };
    }

    private static async Task<Standings> EndAsync(ArenaClient client)
    {
        await foreach (var standings in client.WatchLeagueAsync("l", _patience, ServiceHost.Limit()))
        {
            if (standings.League.State is LeagueState.Completed)
                return standings;
        }

        throw new InvalidOperationException("The league was not completed.");
    }

    private Task<ServiceHost> ControlPlaneAsync(string database, int port = 0) => ServiceHost.ControlPlaneAsync(
        new WrongClock(_clocks++ % 2 == 0 ? -_anHour : _anHour), port,
        ("ConnectionStrings:arenadb", database), ("Work:HeartbeatInterval", "00:00:00.2"));

    private static Task<ServiceHost> NodeAsync(string name, params Uri[] controlPlanes) => ServiceHost.NodeAsync(
        controlPlanes[0], tls: null,
        [("Node:Name", name), .. controlPlanes.Select((address, i) => ($"services:controlplane:grpc:{i}", (string?)address.ToString()))]);

    private sealed class WrongClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
