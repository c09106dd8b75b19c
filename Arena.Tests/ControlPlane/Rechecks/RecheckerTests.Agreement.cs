using Arena.Backplane.Ledger;
using Arena.Core.Leagues.Document;
using Arena.Tests.Shared;

namespace Arena.Tests.ControlPlane.Rechecks;

public sealed partial class RecheckerTests
{
    [Fact]
    public async Task Node_that_plays_it_again_in_a_later_epoch_of_the_dials_agrees()
    {
        var league = await StartAsync(matches: 2);
        var (_, other) = (Join("a"), Join("b"));
        await PlayedAsync(league, index: 0, "a");
        var changed = league.Snapshot().Changed;
        await TellAsync(league, other, await NextAsync(other), epoch: 7);
        await changed.WaitAsync(_limit);
        Assert.Equal(RecheckOutcome.Agreed, Assert.Single(await _ledger.Rechecks.ListAsync("l", _none)).Outcome);
    }

    [Fact]
    public async Task Match_of_a_model_is_confirmed_like_one_of_a_strategy()
    {
        var model = ModelFile.Write(TestModel.Of("tic_tac_toe"));
        var league = await StartAsync(matches: 2, agents: $$"""["random", { "name": "m", "model": {{model}} }]""");
        var (_, other) = (Join("a"), Join("b"));
        await PlayedAsync(league, index: 0, "a");
        await AnswerAsync(league, other, await NextAsync(other));
        var tally = await _rechecks.TallyAsync(league, _none);
        Assert.Equal((1, 1, 0), (tally.Drawn, tally.Agreed, tally.Disagreed));
        Assert.Empty(tally.NotDrawn);
    }
}
