using Arena.Client;
using Arena.Contracts.V1;
using Arena.Tests.EndToEnd.Access;
using Arena.Tests.EndToEnd.Backplane.Ledger;
using Arena.Tests.EndToEnd.Grpc;
using Arena.Tests.EndToEnd.Systems;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using FlagBook = Arena.ServiceDefaults.Flags.FlagBook;

namespace Arena.Tests.EndToEnd.ControlPlane.Flags;

[Collection(PostgresLedgers.Collection)]
public sealed class FlagTests(PostgresLedgers ledgers)
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
        await Eventually.IsTrueAsync(() => one.IsConnected && two.IsConnected, "both nodes are there");
        using var client = new ArenaClient(first.Address);
        using var channel = Contracts.Channels.ArenaChannel.Open(federation.Address);
        var models = new FederationService.FederationServiceClient(channel);
        await models.CreateModelAsync(new CreateModelRequest { Name = "before", Dimension = 1 });

        var off = await SetAsync(client, FlagState.Off, version: 0);
        foreach (var host in new[] { second, one, two, federation })
            await Eventually.IsTrueAsync(() => VersionAt(host) == off.Version, "it has heard");
        var refused = await Assert.ThrowsAsync<RpcException>(
            () => models.CreateModelAsync(new CreateModelRequest { Name = "more", Dimension = 1 }).ResponseAsync);
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("'federated-learning' is off", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("before", (await models.GetModelAsync(new GetModelRequest { Name = "before" })).Name);

        var on = await SetAsync(client, FlagState.On, off.Version);
        foreach (var host in new[] { second, one, two, federation })
            await Eventually.IsTrueAsync(() => VersionAt(host) == on.Version, "it has heard again");
        await models.CreateModelAsync(new CreateModelRequest { Name = "more", Dimension = 1 });
    }

    [Fact]
    public async Task Viewers_read_operators_set_and_another_tenant_sees_nothing_of_it()
    {
        await using var arena = await GuardedArena.StartAsync();
        await arena.TenantAsync("mine");
        await arena.TenantAsync("theirs");
        var viewer = arena.Client(await arena.KeyAsync("viewer", "mine"));
        var operating = arena.Client(await arena.KeyAsync("operator", "mine"));
        var stranger = arena.Client(await arena.KeyAsync("admin", "theirs"));
        var wanted = new SetFlagRequest { Name = "secret", Rules = new FlagRules { State = FlagState.On } };
        await StatusAsync(StatusCode.PermissionDenied, viewer.Flags.SetAsync(wanted).ResponseAsync);
        Assert.Equal("mine", (await operating.Flags.SetAsync(wanted)).Tenant);
        Assert.Equal(1, (await viewer.Flags.GetAsync(new GetFlagRequest { Name = "secret" })).Version);
        foreach (var other in new[] { stranger, arena.Admin })
        {
            await StatusAsync(StatusCode.NotFound, other.Flags.GetAsync(new GetFlagRequest { Name = "secret" }).ResponseAsync);
            var history = other.Flags.ListHistoryAsync(new ListFlagHistoryRequest { Name = "secret" });
            await StatusAsync(StatusCode.NotFound, history.ResponseAsync);
            Assert.DoesNotContain((await other.Flags.ListAsync(new ListFlagsRequest())).Flags, flag => flag.Name == "secret");
        }

        using var watch = stranger.Flags.Watch(new WatchFlagsRequest());
        await StatusAsync(StatusCode.PermissionDenied, watch.ResponseStream.MoveNext(default));
        var systems = new SetFlagRequest { Name = "distributed-arena", Rules = new FlagRules { State = FlagState.Off } };
        await StatusAsync(StatusCode.PermissionDenied, operating.Flags.SetAsync(systems).ResponseAsync);

        // Each for itself.
        var competition = new SetFlagRequest { Name = "multi-agent-competition", Rules = new FlagRules { State = FlagState.Off } };
        await operating.Flags.SetAsync(competition);
        const string league = """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""";
        var start = new StartLeagueRequest { Id = "l", Document = league };
        await StatusAsync(StatusCode.FailedPrecondition, operating.Leagues.StartAsync(start).ResponseAsync);
        Assert.Equal("l", (await stranger.Leagues.StartAsync(start)).Id);
    }

    [Fact]
    public async Task Commands_list_set_and_compare_and_say_what_is_wrong()
    {
        await using var arena = await ServiceHost.ControlPlaneAsync();
        Assert.Contains("nothing: not there yet", await RunAsync(0, "list"), StringComparison.Ordinal);
        (string Told, int Code, string[] Words)[] refused =
        [
            ("did you mean 'distributed-arena'?", 1, ["set", "distributed-arean", "--state", "off"]),
            ("not there yet, and nothing reads it", 1, ["set", "reward-shaping", "--state", "on"]),
            ("add up to 90; wanted 100", 2, ["set", "f", "--new", "--variant", "a=50", "--variant", "b=40"]),
        ];
        foreach (var (told, code, words) in refused)
            Assert.Contains(told, await RunAsync(code, words), StringComparison.Ordinal);
        Assert.Equal(
            "f: on (a 50%, b 50%), version 1\n",
            await RunAsync(0, "set", "f", "--new", "--state", "on", "--variant", "a=50", "--variant", "b=50", "--why", "to see"));
        Assert.Equal(
            "f: conditional (25%; agent/pia; a 50%, b 50%), version 2\n",
            await RunAsync(0, "set", "f", "--percent", "25", "--include", "agent/pia"));
        Assert.Contains("to see", await RunAsync(0, "history", "f"), StringComparison.Ordinal);
        Assert.Contains("nothing: no match between the two", await RunAsync(0, "report", "f"), StringComparison.Ordinal);
        Assert.Contains("has no variants", await RunAsync(1, "report", "federated-learning"), StringComparison.Ordinal);

        async Task<string> RunAsync(int expected, params string[] words)
        {
            var (exitCode, output, errors) = await CommandLine.RunAsync(["flags", .. words, "--endpoint", $"{arena.Address}"]);
            Assert.True(exitCode == expected, $"{exitCode}: {output}{errors}");
            return output + errors;
        }
    }

    private static long VersionAt(ServiceHost host) =>
        host.Services.GetRequiredService<FlagBook>().Find("default", "federated-learning")?.Version ?? 0;

    private static async Task<Flag> SetAsync(ArenaClient client, FlagState state, long version) => await client.Flags.SetAsync(
        new SetFlagRequest { Name = "federated-learning", Rules = new FlagRules { State = state }, Version = version, Why = "a test" });

    private static async Task StatusAsync(StatusCode expected, Task call) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);

    private static Task<ServiceHost> ControlPlaneAsync(string database) => ServiceHost.ControlPlaneAsync(
        port: 0, tls: null, ("ConnectionStrings:arenadb", database), ("Work:HeartbeatInterval", "00:00:00.2"));
}
