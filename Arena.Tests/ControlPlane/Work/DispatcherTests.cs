using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Work;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.ServiceDefaults.Flags;
using Arena.Tests.ServiceDefaults.Guard;
using Arena.Tests.Shared;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Arena.Tests.ControlPlane.Work;

public sealed partial class DispatcherTests : IAsyncLifetime
{
    private const string Document = """{ "name": "l", "game": "tic_tac_toe", "repetitions": 10, "agents": ["random", "greedy"] }""";
    private const int Matches = 20;
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly WatchedTime _time = new();
    private readonly WorkOptions _options = new();
    private readonly MemoryLedger _ledger;
    private readonly LedgerOutage _outage;
    private readonly TestReplica _replica;
    private readonly TestFlags _flags;
    private readonly NodeDirectory _nodes = new();
    private readonly LeagueDirectory _directory;
    private readonly Dispatcher _dispatcher;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<WorkInstruments>()
        .BuildServiceProvider();

    public DispatcherTests()
    {
        _flags = new TestFlags(_time);
        _ledger = new MemoryLedger(_time);
        _directory = new LeagueDirectory(_ledger.Leagues, _ledger.Results, _time);
        _replica = TestReplica.Of(_ledger);
        var sessions = LedgerOutage.Over(_ledger.Sessions, out _outage);
        var guards = TestGuards.Of(_time, LedgerHosting.GuardName, o =>
            (o.MaxAttempts, o.Timeout, o.BreakDuration) = (0, TimeSpan.Zero, TimeSpan.Zero));
        _dispatcher = new Dispatcher(
            _ledger.Tasks, sessions, _replica.Membership, _replica.Signals, _nodes, _directory, _flags.Book, _flags.Gate,
            _services.GetRequiredService<WorkInstruments>(), guards, Options.Create(_options), _time, NullLogger<Dispatcher>.Instance);
    }

    public async ValueTask InitializeAsync() => await CreateLeagueAsync();

    public async ValueTask DisposeAsync()
    {
        await _dispatcher.StopAsync(_none);
        _dispatcher.Dispose();
        await _services.DisposeAsync();
        _replica.Dispose();
        _flags.Dispose();
    }

    [Fact]
    public async Task All_tasks_are_handed_out_once_over_the_nodes_that_are_there()
    {
        await StartAsync();
        var first = await OpenAsync("a");
        var second = await OpenAsync("b");
        var seen = new HashSet<int>();
        while (seen.Count < Matches)
        {
            await foreach (var index in AssignedAsync(first, second))
                Assert.True(seen.Add(index), $"match {index} was handed out twice");
        }

        Assert.Equal(Matches, first.Held + second.Held);
    }

    [Fact]
    public async Task Session_of_a_former_life_keeps_what_it_holds_and_what_never_arrived_goes_out_again()
    {
        var claimed = await LedgerSteps.ClaimAsync(_ledger, "l", "a", Matches);
        await EndFormerLifeAsync();
        await StartAsync();
        var session = await OpenAsync("a", held: claimed.Take(15).Select(t => t.Id), resumed: true);
        var again = new List<int>();
        while (again.Count < 5)
        {
            await foreach (var index in AssignedAsync(session))
                again.Add(index);
        }

        Assert.Equal(Enumerable.Range(15, 5), again.Order());
        Assert.Equal(Matches, session.Held);
    }

    [Fact]
    public async Task Session_of_a_former_life_that_does_not_come_back_loses_its_tasks_after_a_lease()
    {
        await LedgerSteps.ClaimAsync(_ledger, "l", "gone", Matches);
        await EndFormerLifeAsync();
        await StartAsync();
        var session = await OpenAsync("b");
        await _dispatcher.OnChangedAsync((await _directory.FindAsync("l", _none))!, _none);
        Assert.Equal(0, session.Held);
        await AdvanceAsync(_options.LeaseOrDefault() + _options.HeartbeatInterval, session);
        Assert.True(await session.Outgoing.WaitToReadAsync(RunLimit()));
    }

    [Fact]
    public async Task Node_that_comes_in_an_outage_of_the_ledger_that_is_longer_than_a_lease_is_welcome_when_it_ends()
    {
        await LedgerSteps.ClaimAsync(_ledger, "l", "a", Matches);
        await EndFormerLifeAsync();
        await StartAsync();
        await OpenAsync("probe", game: "none"); // the dispatcher knows of the former life
        _outage.Begin();
        var session = new NodeSession(
            new Hello { Node = "a", Session = "a", Capacity = 512, Parallelism = 2, Games = { "tic_tac_toe" } }, _time);
        var opening = _dispatcher.OpenAsync(session, RunLimit());
        await _outage.Met.WaitAsync(RunLimit());
        _time.Advance(_options.LeaseOrDefault() / 2);
        Assert.False(opening.IsCompleted);
        _time.Advance(_options.LeaseOrDefault());
        _outage.End();
        await _time.DriveUntilAsync(() => _outage.Back.IsCompleted); // and no longer: nobody sends this node's heartbeats
        Assert.True(await opening); // its session of a former life, and what it does not know of goes out again
        await TakeAsync(session, Matches);
        Assert.True(session.Open);
    }

    [Fact]
    public async Task Silent_node_loses_its_tasks_after_a_lease_to_one_that_speaks()
    {
        await StartAsync();
        var silent = await OpenAsync("silent");
        Assert.True(await silent.Outgoing.WaitToReadAsync(RunLimit()));
        var speaking = await OpenAsync("speaking");
        await AdvanceAsync(_options.LeaseOrDefault() + _options.HeartbeatInterval, speaking);
        await WaitAsync(silent.Closed);
        var taken = new HashSet<int>();
        while (taken.Count < Matches)
        {
            await foreach (var index in AssignedAsync(speaking))
                taken.Add(index);
        }
    }

    [Fact]
    public async Task Node_that_refuses_a_league_gets_no_more_of_it()
    {
        await StartAsync();
        var refusing = await OpenAsync("refusing");
        var ids = new List<long>();
        while (ids.Count < Matches)
        {
            Assert.True(await refusing.Outgoing.WaitToReadAsync(RunLimit()));
            while (refusing.Outgoing.TryRead(out var message))
                ids.AddRange(message.Assignment.Tasks.Select(t => t.Id));
        }

        await _dispatcher.RefusedAsync(refusing, new Refusal("l", ids, "it has no engine", Passing: false), _none);
        await SnapshotAsync(stalled => stalled == "it has no engine");
        var other = await OpenAsync("other");
        var taken = 0;
        while (taken < Matches)
        {
            await foreach (var _ in AssignedAsync(other))
                taken++;
        }

        Assert.False(refusing.Outgoing.TryRead(out _));
        Assert.Equal(0, refusing.Held);
        await SnapshotAsync(stalled => stalled.Length == 0);
    }

    [Fact]
    public async Task Stalled_league_has_the_reasons_of_nodes_at_all_replicas()
    {
        var other = new NodeSession(new Hello { Node = "far", Session = "far" }, _time, replica: "another");
        var status = StatusWith("ann", "one");
        status.Refused.Add("l", "no more has it");
        other.Take(status);
        _nodes.Add(other);
        await StartAsync();
        var refusing = await OpenAsync("refusing");
        await _dispatcher.RefusedAsync(
            refusing, new Refusal("l", await TakeAsync(refusing, 1), "it has no engine", Passing: false), _none);
        await SnapshotAsync(stalled => stalled == "it has no engine; no more has it");
    }

    [Fact]
    public async Task Paused_league_is_recalled_and_goes_out_again_when_it_is_resumed()
    {
        await StartAsync();
        var session = await OpenAsync("a");
        var ids = await TakeAsync(session, Matches);
        await ChangeAsync(_ledger.Leagues.PauseAsync);
        var recall = (await NextAsync(session)).Recall;
        Assert.Equal(("l", false), (recall.LeagueId, recall.Abandon));
        await _dispatcher.RefusedAsync(session, new Refusal("l", ids[5..], "returned", Passing: true), _none);
        await OpenAsync("other");
        Assert.Equal((5, 0), (session.Held, session.Outgoing.Count));
        Assert.Equal("", _directory.Running.Single().Snapshot().Stalled);

        await ChangeAsync(_ledger.Leagues.ResumeAsync);
        Assert.NotEmpty((await NextAsync(session)).Assignment.Tasks);
    }

    [Fact]
    public async Task Stopped_league_is_abandoned_and_nothing_of_it_goes_out_again()
    {
        await StartAsync();
        var session = await OpenAsync("a");
        var ids = await TakeAsync(session, Matches);
        await ChangeAsync(_ledger.Leagues.StopAsync);
        Assert.True((await NextAsync(session)).Recall.Abandon);
        await _dispatcher.RefusedAsync(session, new Refusal("l", ids, "returned", Passing: true), _none);
        var other = await OpenAsync("other");
        Assert.Equal((0, 0, 0), (session.Held, session.Outgoing.Count, other.Outgoing.Count));
        Assert.Empty(_directory.Running);
    }

    private async Task ChangeAsync(Func<string, long?, Requester, CancellationToken, Task<LeagueEntry>> change)
    {
        var league = (await _directory.FindAsync("l", _none))!;
        league.Enter(await change("l", null, LedgerSteps.Requester, _none));
        await _dispatcher.OnChangedAsync(league, _none);
    }

    private static async Task<long[]> TakeAsync(NodeSession session, int tasks)
    {
        var ids = new List<long>();
        while (ids.Count < tasks)
            ids.AddRange((await NextAsync(session)).Assignment.Tasks.Select(t => t.Id));
        return [.. ids];
    }

    private async Task SnapshotAsync(Func<string, bool> isSo)
    {
        for (var snapshot = _directory.Running.Single()
        .Snapshot(); !isSo(snapshot.Stalled); snapshot = _directory.Running.Single().Snapshot())
            await snapshot.Changed.WaitAsync(RunLimit());
    }

    [Fact]
    public async Task Second_process_of_a_bot_is_sent_away_and_one_that_moved_is_let_go()
    {
        await StartAsync();
        var first = await OpenAsync("first", game: "none");
        var second = await OpenAsync("second", game: "none");
        await ConnectedAsync(first, "ann", "one");
        await ConnectedAsync(second, "ann", "two");
        var told = (await NextAsync(second)).DropBot;
        Assert.Empty(second.Status().Bots); // no other replica hears of it
        Assert.Equal(["one"], first.Status().Bots.Select(bot => bot.Session));
        Assert.Equal(("ann", "two"), (told.Bot.Name, told.Bot.Session));
        Assert.Contains("at first", told.Reason, StringComparison.Ordinal);

        await ConnectedAsync(second, "ann", "one");
        Assert.Equal("one", (await NextAsync(first)).DropBot.Bot.Session);
        await ConnectedAsync(first, "ann", "three");
        Assert.Equal("three", (await NextAsync(first)).DropBot.Bot.Session);
        second.Close();
        await ConnectedAsync(first, "ann", "four");
        Assert.Equal(0, first.Outgoing.Count);
    }

    // "n" is before "z", and its bot stays wherever that is asked.
    [Theory]
    [InlineData("n", "z", true)]
    [InlineData("z", "n", false)]
    public async Task Of_two_processes_of_a_bot_that_came_at_two_replicas_at_once_both_keep_the_same(string here, string there, bool stays)
    {
        await StartAsync();
        var own = await OpenAsync(here, game: "none");
        var other = new NodeSession(new Hello { Node = there, Session = there }, _time, replica: "another");
        await ConnectedAsync(own, "ann", "one");
        Assert.True(other.Take(StatusWith("ann", "two")));
        await _dispatcher.BotsChangedAsync(other, _none);
        await OpenAsync("probe", game: "none");
        Assert.Equal(0, other.Outgoing.Count); // its own replica sends it away
        Assert.Equal(stays ? 0 : 1, own.Outgoing.Count);
    }

    [Fact]
    public async Task Matches_of_a_bot_at_a_node_of_another_replica_are_handed_out_with_its_address()
    {
        var league = LeagueDocument.Parse("""
            { "name": "b", "game": "tic_tac_toe", "agents": [{ "name": "ann", "bot": true }, "greedy"] }
            """).Definition!;
        var schedule = new Schedule(league);
        var tasks = LeagueTasks.OfFirstRound(schedule);
        await _ledger.Leagues.CreateAsync(
            new NewLeague("b", "b", league.Game, 0, league.ToJson(), schedule.Count, tasks, null, _time.GetUtcNow()),
            LedgerSteps.Requester, _none);
        await StartAsync();
        var other = new NodeSession(
            new Hello { Node = "far", Session = "far", GrpcAddress = "http://far:1" }, _time, replica: "another");
        Assert.True(other.Take(StatusWith("ann", "one")));
        await _dispatcher.BotsChangedAsync(other, _none);
        var own = await OpenAsync("own");
        var assignments = new List<Assignment>();
        while (assignments.All(assignment => assignment.LeagueId != "b"))
            assignments.Add((await NextAsync(own)).Assignment);
        Assert.Equal("http://far:1", assignments[^1].Bots["ann"]);
    }

    private static SessionStatus StatusWith(string bot, string process) => new()
    {
        ConnectedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        LastSeenAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Bots = { new ConnectedBot { Name = bot, Session = process } },
    };

    private async Task ConnectedAsync(NodeSession session, string bot, string process)
    {
        Assert.True(session.Heartbeat(new Heartbeat { Bots = { new ConnectedBot { Name = bot, Session = process } } }));
        await _dispatcher.BotsChangedAsync(session, _none);
        await OpenAsync($"probe-{Guid.NewGuid():n}", game: "none"); // the dispatcher has taken its turn
    }

    private static async Task<ControlMessage> NextAsync(NodeSession session) => await session.Outgoing.ReadAsync(RunLimit());

    private async Task CreateLeagueAsync()
    {
        var definition = LeagueDocument.Parse(Document).Definition!;
        var schedule = new Schedule(definition);
        var tasks = Enumerable.Range(0, schedule.Count).Select(schedule.At)
            .Select(p => new NewTask(p.Index, [p.First, p.Second], p.Seed.Value));
        await _ledger.Leagues.CreateAsync(
            new NewLeague("l", "l", definition.Game, 0, definition.ToJson(), schedule.Count, tasks, null, _time.GetUtcNow()),
            LedgerSteps.Requester, _none);
    }

    private async Task StartAsync()
    {
        await _directory.LoadAsync(_none);
        await _dispatcher.StartAsync(_none);
    }

    private async Task<NodeSession> OpenAsync(string id, IEnumerable<long>? held = null, bool resumed = false, string game = "tic_tac_toe")
    {
        var session = new NodeSession(
            new Hello { Node = id, Session = id, Capacity = 512, Parallelism = 2, Games = { game }, HeldTasks = { held ?? [] } }, _time);
        Assert.Equal(resumed, await _dispatcher.OpenAsync(session, RunLimit()));
        return session;
    }

    // The replica that tests are had a lease until now.
    private Task EndFormerLifeAsync() => _ledger.Replicas.RenewAsync(LedgerSteps.Replica, TimeSpan.Zero, _none);

    // Steps of a heartbeat, after each of which the dispatcher has taken its turn: it has let somebody else in.
    private async Task AdvanceAsync(TimeSpan by, NodeSession heard)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += _options.HeartbeatInterval)
        {
            heard.Seen();
            _time.Advance(_options.HeartbeatInterval);
            await OpenAsync($"probe-{Guid.NewGuid():n}", game: "none");
        }
    }

    private static async IAsyncEnumerable<int> AssignedAsync(params NodeSession[] sessions)
    {
        await await Task.WhenAny(sessions.Select(s => s.Outgoing.WaitToReadAsync(RunLimit()).AsTask()));
        foreach (var session in sessions)
        {
            while (session.Outgoing.TryRead(out var message))
            {
                foreach (var task in message.Assignment.Tasks)
                    yield return task.Index;
            }
        }
    }

    private static async Task WaitAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(RunLimit());
    }

    private static CancellationToken RunLimit() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
