using Arena.Core.Agents;
using Arena.Core.Clocks;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.Core.Matches;

public sealed class ClockTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Agent_that_answers_at_once_pays_what_it_took()
    {
        var spec = Play.Spec("connect_four", 0, "random", "random") with { TimeControl = TimeControl.Parse("10+1") };
        var slow = new Taking(_clock, [3, 3, 7]);
        var quick = new Taking(_clock, []);
        var record = await MatchRunner.PlayAsync(spec, [slow, quick], _clock, default);
        Assert.Equal([Verdict.Timeout, Verdict.Ok], record.Verdicts.ToArray());
        Assert.Equal("first (seat 0) at move 4: did not answer within 6 s, all that was left of 10+1", record.Reason);
        Assert.Equal([10, 8, 6], slow.Remaining);
        Assert.Equal([3_000_000, 0, 3_000_000, 0], record.MoveTimes.ToArray());
        Assert.Equal(4, slow.Actions);
    }

    [Fact]
    public async Task Overage_is_for_every_seat()
    {
        var spec = Play.Spec("tic_tac_toe", 0, "random", "random") with { MoveTimeLimit = TimeSpan.FromSeconds(1),
            Overage = TimeSpan.FromSeconds(2) };
        var record = await MatchRunner.PlayAsync(spec, [new Taking(_clock, [1, 3]), new Taking(_clock, [2, 2.5])], _clock, default);
        Assert.Equal([Verdict.Ok, Verdict.Timeout], record.Verdicts.ToArray());
        Assert.Equal("second (seat 1) at move 3: did not answer within 2 s", record.Reason);
    }

    [Fact]
    public async Task Opening_is_where_the_match_begins()
    {
        var spec = Play.Spec("chess", 0, "random", "random");
        var mate = await MatchRunner.PlayAsync(
            spec with { Opening = new("6k1/5ppp/8/8/8/8/8/4R2K w - - 0 1", []) }, [new Named("Re8#"), new Named("")], _clock, default);
        Assert.Equal((1, 1.0), (mate.Moves, mate.Scores[0]));
        var other = await MatchRunner.PlayAsync(
            spec with { Opening = new("6k1/5ppp/8/8/8/8/6P1/4R2K w - - 0 1", []) }, [new Named("Re8#"), new Named("")], _clock, default);
        Assert.Equal(mate.Transcript, other.Transcript);
        Assert.NotEqual(mate.Hash, other.Hash);
    }

    // Answers at once with the first legal action; the clock says otherwise.
    private sealed class Taking(FakeTimeProvider clock, double[] seconds) : IAgent
    {
        private IMatchView? _match;
        private int _asked;

        public List<double> Remaining { get; } = [];

        public int Actions => _match!.Actions.Count;

        public void Attend(IMatchView match) => _match = match;

        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
        {
            Remaining.Add(_match!.ClockOf(seat).Remaining.TotalSeconds);
            if (_asked < seconds.Length) clock.Advance(TimeSpan.FromSeconds(seconds[_asked++]));
            var actions = new int[state.Game.MaxLegalActions];
            state.LegalActions(seat, actions);
            return new(actions[0]);
        }
    }

    private sealed class Named(string name) : IAgent
    {
        public ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
        {
            var actions = new int[state.Game.MaxLegalActions];
            return new(actions[..state.LegalActions(seat, actions)].Single(a => state.ActionName(seat, a) == name));
        }
    }
}
