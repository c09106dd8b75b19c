using Arena.Client;
using Arena.Contracts.V1;
using Grpc.Core;

namespace Arena.Tests.EndToEnd.Systems;

/// <summary>A system that asks for keys, as its user starts it.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class KeysTests
{
    [Fact]
    public async Task Commands_of_the_checkout_show_the_administrators_key_and_strangers_show_none()
    {
        await using var arena = await RunningArena.StartAsync(
            "--Arena:Nodes=1", "--Arena:League=", "--no-dashboard", "--Arena:Access=keys");
        var endpoint = arena.Endpoint("controlplane", "grpc").ToString();
        var refused = await Assert.ThrowsAsync<RpcException>(() => arena.Client.Leagues.ListAsync(new ListLeaguesRequest()).ResponseAsync);
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);

        Assert.Contains("node-1", await ArenaAsync("nodes", "--endpoint", endpoint), StringComparison.Ordinal);
        Assert.StartsWith("club: made.", await ArenaAsync("tenants", "create", "club", "--endpoint", endpoint), StringComparison.Ordinal);
        Assert.Equal(
            "club: leagues 1, matches none, keys none",
            (await ArenaAsync("tenants", "quota", "club", "--leagues", "1", "--endpoint", endpoint)).Trim());
        Assert.Equal(
            "club: leagues 1, matches none, keys 3",
            (await ArenaAsync("tenants", "quota", "club", "--keys", "3", "--matches", "none", "--endpoint", endpoint)).Trim());
        var key = (await ArenaAsync(
            "keys", "create", "--role", "operator", "--tenant", "club", "--expires", "1h", "--endpoint", endpoint)).Trim();
        using var client = new ArenaClient(new Uri(endpoint), new ArenaClientOptions { Key = key });
        const string league = """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"] }""";
        var started = await client.StartLeagueAsync(
            new StartLeagueRequest { Document = league, Id = "l" }, RunningArena.Patience, RunningArena.Limit());
        await foreach (var standings in client.WatchLeagueAsync(started.Id, RunningArena.Patience, RunningArena.Limit()))
            Assert.Equal("l", standings.League.Id);
        Assert.DoesNotContain("l ", await ArenaAsync("leagues", "--endpoint", endpoint), StringComparison.Ordinal);
        Assert.Contains("completed", await ArenaAsync("leagues", "--endpoint", endpoint, "--key", key), StringComparison.Ordinal);

        var id = key.Split('_')[1];
        Assert.Contains(id, await ArenaAsync("keys", "list", "--tenant", "club", "--endpoint", endpoint), StringComparison.Ordinal);
        await ArenaAsync("keys", "revoke", id, "--tenant", "club", "--endpoint", endpoint);
        var gone = await CommandLine.RunAsync("leagues", "--endpoint", endpoint, "--key", key);
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("lets nobody in", gone.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> ArenaAsync(params string[] words)
    {
        var (exitCode, output, errors) = await CommandLine.RunAsync(words);
        Assert.True(exitCode == 0, $"arena {string.Join(' ', words)}: {errors}");
        return output;
    }
}
