using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;
using Arena.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Leagues;

public sealed class LeagueStateTests
{
    // A result that was recorded and cannot be read keeps it from having ended here: it is not to be stopped again and again.
    [Fact]
    public void League_that_was_stopped_is_stopping_until_what_was_recorded_before_has_come_in()
    {
        var definition = TestLeague.Of(
            """{ "name": "l", "game": "tic_tac_toe", "agents": ["random", "greedy"], "sprt": { "elo0": 0, "elo1": 5 } }""");
        var entry = new LeagueEntry("l", "l", "tic_tac_toe", 0, definition.ToJson(), 2, null, default, null, 0);
        var league = new LeagueState(entry, definition, new FakeTimeProvider());
        Assert.False(league.IsStopping);
        league.Enter(entry with { StoppedAt = DateTimeOffset.UnixEpoch, PlayedWhenStopped = 1 });
        Assert.True(league is { IsStopping: true, Ended: false, HandsOut: false });

        var other = new LeagueState(entry, definition, new FakeTimeProvider());
        other.Enter(entry with { StoppedAt = DateTimeOffset.UnixEpoch, PlayedWhenStopped = 0 });
        Assert.True(other is { IsStopping: false, Ended: true });
    }
}
