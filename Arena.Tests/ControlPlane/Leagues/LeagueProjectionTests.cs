using System.Reflection;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Leagues;
using Arena.Core.Ratings.Sequential;
using Arena.ServiceDefaults.Access;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Leagues;

public sealed class LeagueProjectionTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    // The ledger has the second round, and the answer that says so is lost.
    [Fact]
    public async Task Round_whose_addition_was_not_answered_is_told_of_when_it_is_offered_again()
    {
        var time = new FakeTimeProvider();
        var ledger = new MemoryLedger(time);
        await using var life = await ControlPlaneLife.StartAsync(Unanswered.Over(ledger), time);
        var definition = TestLeague.Of(
            """
            { "name": "l", "game": "tic_tac_toe", "format": "swiss", "rounds": 2,
              "agents": ["random", "greedy", "mcts", { "name": "other", "strategy": "random" }] }
            """);
        Assert.IsType<StartOutcome.Started>(
            await life.Starter.StartAsync(Caller.DefaultTenant, definition, "l", LedgerSteps.Requester, _none));
        while (life.Events.Last == 0) // that it began is told, too
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var added = life.Changed;
        var round = await LedgerSteps.ClaimAsync(ledger, "l", "s", 100);
        var record = await Play.Async("tic_tac_toe", 1, "random", "random");
        await ledger.Results.RecordAsync(
            [.. round.Select(t => new NewResult(t.Id, "l", t.Index, "n", record, 1, time.GetUtcNow()))], _none);
        life.Signal.Set();
        while (!added.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.NotEmpty(await LedgerSteps.ClaimAsync(ledger, "l", "s", 100));
    }

    [Fact]
    public async Task League_ends_when_its_test_is_decided()
    {
        var time = new FakeTimeProvider();
        var ledger = new MemoryLedger(time);
        await using var life = await ControlPlaneLife.StartAsync(ledger, time);
        var definition = TestLeague.Of(
            """
            { "name": "l", "game": "tic_tac_toe", "agents": ["minimax", "random"], "repetitions": 500, "swapSeats": false,
              "sprt": { "elo0": 0, "elo1": 200 } }
            """);
        Assert.IsType<StartOutcome.Started>(
            await life.Starter.StartAsync(Caller.DefaultTenant, definition, "l", LedgerSteps.Requester, _none));
        var won = await Play.Async("tic_tac_toe", 1, "minimax", "random");
        Assert.Equal(1, won.Scores[0]);
        var tasks = await LedgerSteps.ClaimAsync(ledger, "l", "s", 100);
        NewResult[] results =
        [
            .. tasks.Where(t => t.Seats[0] == 0).Select(t => new NewResult(t.Id, "l", t.Index, "n", won, 1, time.GetUtcNow())),
        ];
        await ledger.Results.RecordAsync(results, _none);
        life.Signal.Set();
        var league = (await life.Leagues.FindAsync("l", _none))!;
        while (!league.Ended)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal((LeaguePhase.Stopped, results.Length), (league.Entry.Phase, league.Snapshot().Progress.Played));
        Assert.Equal(SprtState.AcceptH1, league.Sprt!.Report.State);
        Assert.InRange(league.Sprt.Counts.Games, 2, results.Length);
    }

    /// <summary>A ledger of which the first addition of tasks is done and then fails.</summary>
    public class Unanswered : DispatchProxy
    {
        private MemoryLedger _ledger = null!;
        private bool _hasFailed;

        public static ILedger Over(MemoryLedger ledger)
        {
            var proxy = Create<ILedger, Unanswered>();
            ((Unanswered)(object)proxy)._ledger = ledger;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var result = targetMethod!.Invoke(_ledger, args);
            return result is ITaskStore tasks ? Failing.Over(tasks, this) : result;
        }

        public class Failing : DispatchProxy
        {
            private ITaskStore _tasks = null!;
            private Unanswered _owner = null!;

            public static ITaskStore Over(ITaskStore tasks, Unanswered owner)
            {
                var proxy = Create<ITaskStore, Failing>();
                ((Failing)(object)proxy)._tasks = tasks;
                ((Failing)(object)proxy)._owner = owner;
                return proxy;
            }

            protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
            {
                var result = targetMethod!.Invoke(_tasks, args);
                if (targetMethod.Name != nameof(ITaskStore.AddAsync) || _owner._hasFailed)
                    return result;
                _owner._hasFailed = true;
                return Task.FromException<int>(new IOException("the connection broke"));
            }
        }
    }
}
