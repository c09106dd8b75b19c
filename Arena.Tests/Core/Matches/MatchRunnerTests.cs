using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Tests.Shared;

namespace Arena.Tests.Core.Matches;

public sealed class MatchRunnerTests
{
    [Theory]
    [InlineData("tit-for-tat", "defector", 199, 204)]
    [InlineData("cooperator", "defector", 0, 1000)]
    [InlineData("cooperator", "cooperator", 600, 600)]
    [InlineData("defector", "defector", 200, 200)]
    [InlineData("tit-for-tat", "alternator", 498, 503)]         // CC, then CD and DC in turn: 3 + 100·0 + 99·5 and 3 + 100·5 + 99·0
    [InlineData("tit-for-tat", "suspicious-tit-for-tat", 500, 500)]
    [InlineData("grudger", "alternator", 597, 107)]             // CC, CD, then DC and DD in turn: 3 + 0 + 99·(5+1) and 3 + 5 + 99·(0+1)
    public async Task Payoffs_over_200_turns_are_those_worked_out_by_hand(
        string first, string second, double firstScore, double secondScore)
    {
        var record = await Play.Async("ipd", 0, first, second);
        Assert.Equal([firstScore, secondScore], record.Scores.ToArray());
        Assert.Equal(200, record.Moves);
        Assert.Equal([Verdict.Ok, Verdict.Ok], record.Verdicts.ToArray());
        Assert.Null(record.Reason);
    }

    [Fact]
    public async Task Outcome_follows_the_scores()
    {
        Assert.Equal([Outcome.Loss, Outcome.Win], (await Play.Async("ipd", 0, "tit-for-tat", "defector")).Outcomes.ToArray());
        Assert.Equal([Outcome.Draw, Outcome.Draw], (await Play.Async("tic_tac_toe", 0, "minimax", "minimax")).Outcomes.ToArray());
    }

    [Theory]
    [InlineData("ipd", "random", "joss")]
    [InlineData("tic_tac_toe", "random", "greedy")]
    [InlineData("connect_four", "random", "greedy")]
    public async Task Same_spec_gives_the_same_record_and_another_seed_another(string game, string first, string second)
    {
        var (one, again, other) =
            (await Play.Async(game, 1, first, second), await Play.Async(game, 1, first, second), await Play.Async(game, 2, first, second));
        Assert.Equal(one.Hash, again.Hash);
        Assert.Equal(one.Transcript, again.Transcript);
        Assert.Equal(32, one.Hash.Length);
        Assert.NotEqual(one.Hash, other.Hash);
        Assert.NotEqual(one.Transcript, other.Transcript);
    }

    [Fact]
    public async Task Hash_covers_game_parameters_agents_and_seed()
    {
        var spec = Play.Spec("ipd", 1, "cooperator", "cooperator");
        MatchSpec[] changed =
        [
            Play.Spec("ipd", 2, "cooperator", "cooperator"),
            Play.Spec("ipd", 1, "cooperator", "cooperator", ("T", 6)),
            Play.Spec("ipd", 1, "cooperator", "tit-for-tat"),
            spec with { Agents = [spec.Agents[0] with { Name = "somebody" }, spec.Agents[1]] },
        ];
        var hashes = new List<string>();
        foreach (var each in changed.Prepend(spec).Append(spec with { MoveTimeLimit = TimeSpan.FromSeconds(1) }))
            hashes.Add(Convert.ToHexString((await MatchRunner.PlayAsync(each, TimeProvider.System, default)).Hash));

        Assert.Equal(5, hashes.Distinct().Count());
        Assert.Equal(hashes[0], hashes[^1]); // clocks are not part of it
    }

    [Fact]
    public async Task Hash_of_a_known_match_is_stable_forever() => Assert.Equal(
        "8ACF4E00F720B67DEBC69BEC52A7037E371F29070C3DF396D6D516527A6FB305",
        Convert.ToHexString((await Play.Async("ipd", 1980, "random", "joss", ("noise", 0.05))).Hash));

    [Theory]
    [InlineData("ipd", "random", "grofman", 0.05)]
    [InlineData("tic_tac_toe", "random", "random", 0)]
    [InlineData("connect_four", "greedy", "random", 0)]
    public async Task Transcript_replays_to_the_same_end(string game, string first, string second, double noise)
    {
        (string, double)[] parameters = noise > 0 ? [("noise", noise)] : [];
        var spec = Play.Spec(game, 3, first, second, parameters);
        var record = await MatchRunner.PlayAsync(spec, TimeProvider.System, default);

        var state = spec.Game.NewState();
        var actions = new Queue<int>(Transcript.Read(record.Transcript));
        while (actions.Count > 0)
        {
            if (state.CurrentSeat == Turn.Simultaneous) state.Apply([actions.Dequeue(), actions.Dequeue()]);
            else state.Apply(actions.Dequeue());
        }

        Assert.True(state.IsTerminal);
        Assert.Equal([state.Score(0), state.Score(1)], record.Scores.ToArray());
    }

    [Fact]
    public async Task Noise_flips_about_as_many_choices_as_it_should()
    {
        var spec = Play.Spec("ipd", 4, "cooperator", "cooperator", ("noise", 0.1), ("turns", 20_000));
        var outcomes = Transcript.Read((await MatchRunner.PlayAsync(spec, TimeProvider.System, default)).Transcript)
            .Where((_, i) => i % 3 == 2).ToList();
        Assert.Equal(20_000, outcomes.Count);
        Assert.InRange(outcomes.Sum(o => (o & 1) + (o >> 1)) / 40_000.0, 0.095, 0.105);
    }

    [Fact]
    public void Swapped_pair_shares_the_environments_dice_and_not_the_agents()
    {
        var spec = Play.Spec("tic_tac_toe", 5, "random", "random");
        var swapped = spec with { Agents = [spec.Agents[1], spec.Agents[0]] };
        Assert.Equal(spec.EnvironmentSeed, swapped.EnvironmentSeed);
        Assert.Equal(4, new[] { spec.SeedOf(0), spec.SeedOf(1), swapped.SeedOf(0), swapped.SeedOf(1) }.Distinct().Count());
    }

    [Fact]
    public async Task Unknown_strategy_is_an_error_that_lists_the_known_ones()
    {
        var spec = Play.Spec("ipd", 0, "random", "random");
        spec = spec with { Agents = [spec.Agents[0] with { Strategy = "jos" }, spec.Agents[1]] };
        var failure = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await MatchRunner.PlayAsync(spec, TimeProvider.System, default));
        Assert.Contains("did you mean 'joss'", failure.Message);
    }
}
