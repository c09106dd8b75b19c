using System.Collections.Concurrent;
using Arena.Client;
using Arena.Client.Bots;
using Arena.Contracts.V1;
using Arena.Hosting.Processes;
using Arena.Tests.EndToEnd.Grpc;
using Arena.Tests.EndToEnd.Node.Agents.Bots;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Access;

/// <summary>Nodes show a key to the control plane and to one another, and let in bots whose keys are for their names.</summary>
public sealed class NodeAccessTests
{
    private static readonly (string Key, string? Value)[] _keys = [("Access:NodeKey", GuardedArena.NodeKey)];

    [Fact]
    public async Task Node_plays_with_its_key_and_without_one_is_not_let_in()
    {
        await using var arena = await GuardedArena.StartAsync();
        await using var stranger = await ServiceHost.NodeAsync(arena.Host.Address, settings: ("Node:Name", "stranger"));
        await using var node = await ServiceHost.NodeAsync(arena.Host.Address, settings: _keys);
        await PlayAsync(arena.Admin, """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""");
        Assert.False(stranger.IsConnected);
        Assert.Equal(["n"], (await arena.Admin.Nodes.ListAsync(new ListNodesRequest())).Nodes.Select(n => n.Name));
    }

    [Fact]
    public async Task Node_whose_key_was_revoked_is_cut_off()
    {
        await using var arena = await GuardedArena.StartAsync();
        var key = await arena.MakeKeyAsync("node");
        await using var node = await ServiceHost.NodeAsync(arena.Host.Address, settings: ("Access:NodeKey", key.Secret));
        await Eventually.IsTrueAsync(() => node.IsConnected, "the node is connected");
        await arena.Admin.Access.RevokeKeyAsync(new RevokeKeyRequest { Id = key.Key.Id });
        await Eventually.IsTrueAsync(() => !node.IsConnected, "the node is cut off");
        Assert.DoesNotContain(node.Log.Lines, line => line.Contains(key.Secret[^64..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bot_plays_under_the_names_of_its_key_and_no_other()
    {
        await using var arena = await GuardedArena.StartAsync();
        await using var node = await ServiceHost.NodeAsync(arena.Host.Address, settings: _keys);
        await Eventually.IsTrueAsync(() => node.IsConnected, "the node is connected");
        var key = await arena.KeyAsync("competitor", "", "pia");
        await AssertRefusedAsync(StatusCode.Unauthenticated, node, "pia", key: null);
        await AssertRefusedAsync(StatusCode.Unauthenticated, node, "pia", GuardedArena.AdminKey); // of the control plane alone
        await AssertRefusedAsync(StatusCode.PermissionDenied, node, "pia", await arena.KeyAsync("viewer"));
        await AssertRefusedAsync(StatusCode.PermissionDenied, node, "pia", GuardedArena.NodeKey);
        await AssertRefusedAsync(StatusCode.PermissionDenied, node, "max", key);

        using var ends = new CancellationTokenSource();
        var bot = Run(node, "pia", key, ends.Token);
        await PlayAsync(arena.Admin, """{ "name": "l", "game": "tic_tac_toe", "agents": [{ "name": "pia", "bot": true }, "greedy"] }""");
        await ends.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bot);
    }

    [Fact]
    public async Task Bots_of_one_name_play_for_their_own_tenant_wherever_they_are_connected()
    {
        await using var arena = await GuardedArena.StartAsync();
        await using var first = await NodeAsync(arena, "first");
        await using var second = await NodeAsync(arena, "second");
        using var ends = new CancellationTokenSource();
        const string league = """
            { "name": "l", "game": "tic_tac_toe", "repetitions": 10, "agents": [{ "name": "pia", "bot": true }, "greedy"] }
            """;
        var tenants = new[] { "one", "two" };
        var bots = new List<(Task Running, Recorder Bot)>();
        foreach (var (tenant, node) in tenants.Zip([first, second]))
        {
            await arena.TenantAsync(tenant);
            var recorder = new Recorder();
            var key = await arena.KeyAsync("competitor", tenant, "pia");
            var options = new BotOptions { Name = "pia", Nodes = [node.Address], Token = key };
            bots.Add((new BotRunner(recorder, options).RunAsync(ends.Token), recorder));
        }

        foreach (var (tenant, (_, bot)) in tenants.Zip(bots))
        {
            var id = $"of-{tenant}";
            await PlayAsync(arena.Client(await arena.KeyAsync("operator", tenant)), league, id);
            Assert.Equal([id], bot.Leagues.Distinct());
        }

        await ends.CancelAsync();
    }

    private static async Task PlayAsync(ArenaClient client, string league, string id = "l")
    {
        await client.Leagues.StartAsync(new StartLeagueRequest { Document = league, Id = id });
        await foreach (var standings in client.WatchLeagueAsync(id, TimeSpan.FromSeconds(5), ServiceHost.Limit()))
            Assert.Equal(id, standings.League.Id);
        Assert.Equal(LeagueState.Completed, (await client.Leagues.GetAsync(new GetLeagueRequest { Id = id })).State);
    }

    // Where other nodes find it.
    private static Task<ServiceHost> NodeAsync(GuardedArena arena, string name) => ServiceHost.NodeAsync(
        arena.Host.Address,
        settings: [.. _keys, ("Node:Name", name), ("Kestrel:Endpoints:grpc:Url", $"http://127.0.0.1:{FreePort.Find()}")]);

    private static Task Run(ServiceHost node, string name, string? key, CancellationToken cancellationToken) =>
        new BotRunner(new TestBot(), new BotOptions { Name = name, Nodes = [node.Address], Token = key }).RunAsync(cancellationToken);

    private static async Task AssertRefusedAsync(StatusCode code, ServiceHost node, string name, string? key) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(() => Run(node, name, key, ServiceHost.Limit()))).StatusCode);

    private sealed class Recorder : IBot
    {
        public ConcurrentQueue<string> Leagues { get; } = new();

        public ValueTask StartAsync(GameStart game, CancellationToken cancellationToken)
        {
            Leagues.Enqueue(game.LeagueId);
            return ValueTask.CompletedTask;
        }

        public ValueTask<int> ChooseAsync(GameStart game, Turn turn, CancellationToken cancellationToken) =>
            ValueTask.FromResult(turn.Legal[0].Action);

        public ValueTask EndAsync(GameStart game, GameOver? over, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
