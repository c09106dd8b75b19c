using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.ControlPlane.Leagues;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Flags;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ServiceDefaults.Flags;
using Arena.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Leagues;

public sealed class LeagueStarterTests : IDisposable
{
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLedger _ledger;

    private readonly TestReplica _replica;
    private readonly TestFlags _flags = new();

    public LeagueStarterTests()
    {
        _ledger = new MemoryLedger(_time);
        _replica = TestReplica.Of(_ledger);
    }

    public void Dispose()
    {
        _replica.Dispose();
        _flags.Dispose();
    }

    [Fact]
    public async Task League_that_begins_has_the_definition_that_was_read_and_its_text()
    {
        var definition = Definition("random");
        var started = Assert.IsType<StartOutcome.Started>(
            await Starter().StartAsync(Caller.DefaultTenant, definition, "l", LedgerSteps.Requester, _none));
        Assert.Same(definition, started.State.Definition);
        Assert.Same(definition.ToJson(), started.State.Entry.Document);
    }

    [Fact]
    public async Task No_league_is_started_while_the_flag_is_off_and_one_that_has_begun_is_found()
    {
        var begun = Assert.IsType<StartOutcome.Started>(
            await Starter().StartAsync(Caller.DefaultTenant, Definition("random"), "l", LedgerSteps.Requester, _none));
        _flags.Set((KnownFlag.MultiAgentCompetition, new FlagRules(FlagState.Off)));
        var refused = Assert.IsType<StartOutcome.SwitchedOff>(
            await Starter().StartAsync(Caller.DefaultTenant, Definition("random"), "later", LedgerSteps.Requester, _none));
        Assert.Contains("'multi-agent-competition' is off", refused.Message, StringComparison.Ordinal);
        Assert.Null(await _ledger.Leagues.FindAsync("later", _none));
        var again = Assert.IsType<StartOutcome.Started>(
            await Starter().StartAsync(Caller.DefaultTenant, Definition("random"), "l", LedgerSteps.Requester, _none));
        Assert.Equal(begun.State.Id, again.State.Id);
    }

    [Fact]
    public async Task Same_league_again_is_the_one_that_runs_and_followers_hear_of_it()
    {
        var follower = new Follower();
        var starter = Starter(follower);
        var first = Assert.IsType<StartOutcome.Started>(
            await starter.StartAsync(Caller.DefaultTenant, Definition("random"), "l", LedgerSteps.Requester, _none));
        var again = Assert.IsType<StartOutcome.Started>(
            await starter.StartAsync(Caller.DefaultTenant, Definition("random"), "l", LedgerSteps.Requester, _none));
        Assert.Same(first.State, again.State);
        Assert.Equal(["l", "l"], follower.Changed);
    }

    // As when another control plane has created it since: the directory does not know it, the ledger does.
    [Fact]
    public async Task Engines_are_named_by_whoever_runs_the_system_only()
    {
        const string document = """
            { "name": "l", "game": "chess", "agents": ["random", { "name": "e", "engine": { "cmd": "/bin/sh", "movetime": "100ms" } }] }
            """;
        var refused = Assert.IsType<StartOutcome.Invalid>(
            await Starter().StartAsync("club", document, "l", seed: null, call: null, LedgerSteps.Requester, _none));
        Assert.Equal("$.agents[1].engine", Assert.Single(refused.Faults).Path);
        Assert.IsType<StartOutcome.Started>(
            await Starter().StartAsync(Caller.DefaultTenant, document, "l", seed: null, call: null, LedgerSteps.Requester, _none));
    }

    [Fact]
    public async Task Id_of_another_league_in_the_ledger_is_taken()
    {
        await Starter().StartAsync(Caller.DefaultTenant, Definition("random"), "l", LedgerSteps.Requester, _none);
        var taken = Assert.IsType<StartOutcome.Taken>(
            await Starter().StartAsync(Caller.DefaultTenant, Definition("greedy"), "l", LedgerSteps.Requester, _none));
        Assert.Contains("agents", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task League_of_another_control_plane_is_taken_in_with_its_results()
    {
        await Starter().StartAsync(Caller.DefaultTenant, Definition("random"), "l", LedgerSteps.Requester, _none);
        var task = (await LedgerSteps.ClaimAsync(_ledger, "l", "s", 1)).Single();
        var record = await Play.Async("tic_tac_toe", 1, "random", "random");
        await _ledger.Results.RecordAsync([new NewResult(task.Id, "l", task.Index, "n", record, 1, _time.GetUtcNow())], _none);

        var started = Assert.IsType<StartOutcome.Started>(
            await Starter().StartAsync(Caller.DefaultTenant, Definition("random"), "l", LedgerSteps.Requester, _none));

        Assert.Equal(1, started.State.Progress().Played);
    }

    [Fact]
    public async Task Follower_that_fails_keeps_no_other_from_hearing()
    {
        var follower = new Follower();
        var starter = Starter(new Failing(), follower);
        await Assert.ThrowsAsync<IOException>(
            () => starter.StartAsync(Caller.DefaultTenant, Definition("random"), "l", LedgerSteps.Requester, _none));
        Assert.Equal(["l"], follower.Changed);
    }

    private static LeagueDefinition Definition(string second) => LeagueDocument.Parse(
        $$"""
        { "name": "l", "game": "tic_tac_toe",
          "agents": [{ "name": "a", "strategy": "random" }, { "name": "b", "strategy": "{{second}}" }] }
        """).Definition!;

    private LeagueStarter Starter(params ILeagueFollower[] followers) => new(
        _ledger.Leagues, _replica.Ownership, new LeagueDirectory(_ledger.Leagues, _ledger.Results, _time),
        new LeagueFollowers(followers), _replica.Signals[LedgerNews.Events], _flags.Gate, _time,
        NullLogger<LeagueStarter>.Instance);

    private sealed class Failing : ILeagueFollower
    {
        public ValueTask OnChangedAsync(LeagueState league, CancellationToken cancellationToken) => throw new IOException("away");
    }

    private sealed class Follower : ILeagueFollower
    {
        public List<string> Changed { get; } = [];

        public ValueTask OnChangedAsync(LeagueState league, CancellationToken cancellationToken)
        {
            Changed.Add(league.Id);
            return ValueTask.CompletedTask;
        }
    }
}
