using Arena.ControlPlane.Work;
using Arena.ServiceDefaults.Flags;

namespace Arena.Tests.ControlPlane.Work;

// To which nodes matches go, by the flag.
public sealed partial class DispatcherTests
{
    [Fact]
    public async Task While_the_arena_is_not_distributed_one_node_gets_all_and_the_others_give_back()
    {
        await StartAsync();
        var first = await OpenAsync("b");
        var held = await TakeAsync(first, Matches);
        _flags.Set((KnownFlag.DistributedArena, new FlagRules(FlagState.Off)));
        var alone = await OpenAsync("a"); // the first by name
        var recall = (await NextAsync(first)).Recall;
        Assert.Equal(("l", false), (recall.LeagueId, recall.Abandon));
        await _dispatcher.RefusedAsync(first, new Refusal("l", held, "returned", Passing: true), _none);
        Assert.Equal(held.Order(), (await TakeAsync(alone, Matches)).Order());
        Assert.Equal((0, 0), (first.Held, first.Outgoing.Count));

        alone.Close();
        await _dispatcher.CloseAsync(alone); // then the other goes on alone
        Assert.Equal(Matches, (await TakeAsync(first, Matches)).Length);
    }

    [Fact]
    public async Task Matches_go_to_the_nodes_that_the_flag_is_on_for_only()
    {
        _flags.Set((KnownFlag.DistributedArena, new FlagRules(FlagState.Conditional, Exclude: ["node/a"])));
        await StartAsync();
        var excluded = await OpenAsync("a");
        Assert.Equal(Matches, (await TakeAsync(excluded, Matches)).Length); // as long as there is no other
        var (one, two) = (await OpenAsync("b"), await OpenAsync("c"));
        Assert.NotNull((await NextAsync(excluded)).Recall);
        await _dispatcher.CloseAsync(excluded);
        Assert.NotEmpty(await TakeAsync(one, 1));
        Assert.NotEmpty(await TakeAsync(two, 1));
    }
}
