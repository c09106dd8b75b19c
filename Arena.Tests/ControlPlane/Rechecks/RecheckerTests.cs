using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Ledger;
using Arena.ControlPlane.Nodes;
using Arena.ControlPlane.Rechecks;
using Arena.Core.Leagues.Document;
using Arena.Core.Leagues.Formats;
using Arena.Core.Matches;
using Arena.Core.Rechecks;
using Arena.Tests.Backplane.Ledger;
using Arena.Tests.Shared;
using Google.Protobuf;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.Tests.ControlPlane.Rechecks;

public sealed partial class RecheckerTests : IAsyncDisposable
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    private readonly RecheckOptions _options = new();
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLedger _ledger;
    private readonly LeagueDirectory _leagues;
    private readonly NodeDirectory _nodes = new();
    private readonly LedgerSignal _signal = new();
    private readonly FailingStore _store;
    private readonly TestReplica _replica;
    private readonly RecheckDirectory _rechecks;
    private readonly Rechecker _rechecker;
    private readonly HashSet<(NodeSession, string)> _told = [];

    public RecheckerTests()
    {
        _ledger = new MemoryLedger(_time);
        _leagues = new LeagueDirectory(_ledger.Leagues, _ledger.Results, _time);
        _store = new FailingStore(_ledger.Rechecks);
        _rechecks = new RecheckDirectory(_ledger.Results, _store);
        _replica = TestReplica.Of(_ledger);
        _rechecker = new Rechecker(
            _store, _replica.Ownership, _rechecks, _nodes, _signal, Options.Create(_options), _time, NullLogger<Rechecker>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _rechecker.StopAsync(_none);
        _rechecker.Dispose();
        _signal.Dispose();
        _replica.Dispose();
    }

    [Fact]
    public async Task Honest_result_is_confirmed_by_a_node_that_did_not_play_it()
    {
        var league = await StartAsync(matches: 2);
        var (player, other) = (Join("a"), Join("b"));
        await PlayedAsync(league, index: 0, "a");
        await AnswerAsync(league, other, await NextAsync(other));
        Assert.Equal(0, player.Outgoing.Count);
        var found = Assert.Single(await _ledger.Rechecks.ListAsync("l", _none));
        Assert.Equal(("a", "b", RecheckOutcome.Agreed, null), (found.PlayedBy, found.Node, found.Outcome, found.Reason));
        Assert.True(_rechecker.IsDone(league));
        var tally = await _rechecks.TallyAsync(league, _none);
        Assert.Equal((1, 1, 0), (tally.Drawn, tally.Agreed, tally.Disagreed));
    }

    [Fact]
    public async Task Lying_node_is_outvoted_by_two_others_and_what_differs_is_said()
    {
        var league = await StartAsync(matches: 2);
        Join("liar");
        await PlayedAsync(league, index: 0, "liar", lie: true);
        var second = Join("b");
        await AnswerAsync(league, second, await NextAsync(second));
        Assert.False(_rechecker.IsDone(league));
        var third = Join("c");
        await AnswerAsync(league, third, await NextAsync(third));

        Assert.True(_rechecker.IsDone(league));
        var found = await _ledger.Rechecks.ListAsync("l", _none);
        Assert.Equal([("b", RecheckOutcome.Disagreed), ("c", RecheckOutcome.Disagreed)], found.Select(v => (v.Node, v.Outcome)));
        Assert.All(found, v => Assert.StartsWith("scores: ", v.Reason, StringComparison.Ordinal));
        var records = (await NodeStandings.OfAsync(_leagues, _rechecks, _none)).Records;
        Assert.Equal(new NodeRecord(0, 0, 1), records["liar"]);
        Assert.Equal(new NodeRecord(1, 0, 0), records["b"]);
        Assert.Equal(new NodeRecord(1, 0, 0), records["c"]);
    }

    [Fact]
    public async Task Match_that_nobody_else_can_play_again_is_recorded_as_skipped_when_the_league_is_over()
    {
        var league = await StartAsync(matches: 2);
        Join("a");
        await PlayedAsync(league, 0, "a");
        Assert.False(_rechecker.IsDone(league));
        var before = _time.GetUtcNow();
        await PlayedAsync(league, 1, "a");
        await UntilDoneAsync(league);
        Assert.True(_time.GetUtcNow() - before >= _options.GiveUpAfter);

        var found = await _ledger.Rechecks.ListAsync("l", _none);
        Assert.Equal([RecheckOutcome.Skipped, RecheckOutcome.Skipped], found.Select(v => v.Outcome));
        Assert.Equal(2, (await _rechecks.TallyAsync(league, _none)).Skipped);
    }

    [Fact]
    public async Task Node_that_was_cut_off_may_dial_again_before_its_rechecks_are_given_up()
    {
        var league = await StartAsync(matches: 2);
        var player = Join("a");
        await PlayedAsync(league, 0, "a");
        await PlayedAsync(league, 1, "b");
        var task = await NextAsync(player); // by now the loop has seen that nobody can play the other
        await AnswerAsync(league, player, task);
        Assert.Equal(1, Assert.Single(await _ledger.Rechecks.ListAsync("l", _none)).Index);
        _time.Advance(_options.GiveUpAfter - _tick);
        var back = Join("b");
        await AnswerAsync(league, back, await NextAsync(back));
        Assert.True(_rechecker.IsDone(league));
        var tally = await _rechecks.TallyAsync(league, _none);
        Assert.Equal((2, 2, 0), (tally.Drawn, tally.Agreed, tally.Skipped));
    }

    [Fact]
    public async Task Time_in_which_a_league_is_paused_does_not_count_towards_giving_up()
    {
        var (league, other) = (await StartAsync(matches: 2), await StartAsync(matches: 2, id: "other"));
        var player = Join("a");
        await PlayedAsync(league, 0, "a");
        await PlayedAsync(league, 1, "b");
        await AnswerAsync(league, player, await NextAsync(player));
        league.Enter(league.Entry with { PausedAt = _time.GetUtcNow() });
        await PlayedAsync(other, 0, "b");
        await NextAsync(player); // the loop has seen the pause
        _time.Advance(_options.GiveUpAfter);
        league.Enter(league.Entry with { PausedAt = null });
        await PlayedAsync(other, 1, "b");
        await NextAsync(player); // and its end
        Assert.False(_rechecker.IsDone(league));
        await UntilDoneAsync(league);
    }

    [Fact]
    public async Task Disagreement_that_could_not_be_recorded_is_asked_for_again_and_a_third_decides()
    {
        var league = await StartAsync(matches: 2);
        await PlayedAsync(league, 0, "liar", lie: true);
        var second = Join("b");
        await AnswerInVainAsync(league, second, await NextAsync(second));
        await AnswerAsync(league, second, await NextAsync(second));
        Assert.False(_rechecker.IsDone(league));
        var third = Join("c");
        await AnswerAsync(league, third, await NextAsync(third));
        Assert.True(_rechecker.IsDone(league));
        Assert.Equal(["b", "c"], (await _ledger.Rechecks.ListAsync("l", _none)).Select(v => v.Node));
    }

    [Fact]
    public async Task Node_that_leaves_after_its_disagreement_could_not_be_recorded_has_found_nothing()
    {
        var league = await StartAsync(matches: 2);
        var other = Join("b");
        await PlayedAsync(league, 0, "a");
        await AnswerAsync(league, other, await NextAsync(other));
        await PlayedAsync(league, 1, "liar", lie: true);
        await AnswerInVainAsync(league, other, await NextAsync(other));
        other.Close();
        await UntilDoneAsync(league);
        var found = await _ledger.Rechecks.ListAsync("l", _none);
        Assert.Equal([("b", RecheckOutcome.Agreed), ("", RecheckOutcome.Skipped)], found.Select(v => (v.Node, v.Outcome)));
    }

    [Fact]
    public async Task Disagreement_of_two_nodes_stands_when_no_third_comes()
    {
        var league = await StartAsync(matches: 2);
        var other = Join("b");
        await PlayedAsync(league, 0, "a");
        await AnswerAsync(league, other, await NextAsync(other));
        await PlayedAsync(league, 1, "liar", lie: true);
        await AnswerAsync(league, other, await NextAsync(other));
        Assert.False(_rechecker.IsDone(league));
        await UntilDoneAsync(league);
        var found = await _ledger.Rechecks.ListAsync("l", _none);
        Assert.Equal([RecheckOutcome.Agreed, RecheckOutcome.Disagreed], found.Select(v => v.Outcome));
    }

    [Fact]
    public async Task Node_that_left_or_cannot_is_replaced()
    {
        var league = await StartAsync(matches: 2);
        var leaving = Join("b");
        await PlayedAsync(league, 0, "a");
        await NextAsync(leaving);
        leaving.Close();
        var refusing = Join("c");
        var task = await NextAsync(refusing);
        var able = Join("d");
        await _rechecker.AnswerAsync(refusing, new TaskResult { TaskId = task.Id, LeagueId = "l", Refused = "no such game here" }, _none);
        await AnswerAsync(league, able, await NextAsync(able));
        Assert.Equal("d", Assert.Single(await _ledger.Rechecks.ListAsync("l", _none)).Node);
    }

    [Fact]
    public void Node_that_answers_faster_than_it_is_heard_waits()
    {
        var session = new NodeSession(new Hello { Node = "a", Session = "a" }, _time);
        var answer = new TaskResult { TaskId = -1 }; // to nothing that was asked; nobody listens yet
        Assert.Contains(Enumerable.Range(0, 10_000), _ => !_rechecker.AnswerAsync(session, answer, _none).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Former_life_is_taken_up_where_it_ended()
    {
        var league = await StartAsync(matches: 2);
        await PlayedAsync(league, 0, "liar", lie: true);
        var result = (await ResultsAsync("l")).Single();
        await _ledger.Rechecks.RecordAsync(
            new(result.Result.TaskId, "l", 0, "liar", "b", RecheckOutcome.Disagreed, new byte[32], "scores", _time.GetUtcNow()),
            (await _ledger.Replicas.TakeAsync(Grant.OfLeague("l"), _replica.Membership.Id, _none))!, _none);

        var again = new LeagueDirectory(_ledger.Leagues, _ledger.Results, _time);
        await again.LoadAsync(_none);
        var state = await new RecheckDirectory(_ledger.Results, _ledger.Rechecks).GetAsync(again.Running.Single(), _none);
        Assert.False(state.IsDone);
        var (open, found) = Assert.Single(state.TakeUnasked());
        Assert.Equal((0, "b"), (open.Result.Index, Assert.Single(found).Node));
    }

    [Fact]
    public async Task Matches_of_programs_and_of_late_agents_are_not_drawn()
    {
        var league = await StartAsync(matches: 2, agents: """["random", { "name": "x", "bot": true }]""");
        await FollowAsync(league, [new LedgerResult(1, Result(await SpecAsync(league, 0), null, 1, 0, "a"), new byte[32])]);
        var tally = await _rechecks.TallyAsync(league, _none);
        Assert.Equal(0, tally.Drawn);
        Assert.Equal(["x"], tally.NotDrawn);

        var late = await StartAsync(matches: 2, id: "late");
        var record = await PlayAsync(late, 0) with { Verdicts = [Verdict.Timeout, Verdict.Ok], Reason = "late" };
        var result = Result(await SpecAsync(late, 0), record, 3, 0, "a");
        await FollowAsync(late, [new LedgerResult(1, result, new byte[32])]);
        Assert.Equal(0, (await _rechecks.TallyAsync(late, _none)).Drawn);
    }

    private async Task<LeagueState> StartAsync(int matches, string agents = """["random", "greedy"]""", string id = "l")
    {
        var document = $$"""
            { "name": "{{id}}", "game": "tic_tac_toe", "verify": "100%", "repetitions": {{matches / 2}}, "agents": {{agents}} }
            """;
        var definition = LeagueDocument.Parse(document).Definition!;
        var schedule = new Schedule(definition);
        var tasks = Enumerable.Range(0, schedule.Count).Select(schedule.At)
            .Select(p => new NewTask(p.Index, [p.First, p.Second], p.Seed.Value));
        var entry = await _ledger.Leagues.CreateAsync(
            new NewLeague(id, id, definition.Game, 0, definition.ToJson(), schedule.Count, tasks, null, _time.GetUtcNow()),
            LedgerSteps.Requester, _none);
        await _replica.Ownership.AcquireAsync(Grant.OfLeague(id), _none);
        if (id == "l")
            await _rechecker.StartAsync(_none);
        return await _leagues.TakeInAsync(entry, definition, _none);
    }

    private NodeSession Join(string node)
    {
        var session = new NodeSession(
            new Hello { Node = node, Session = node, Capacity = 8, Parallelism = 1, Games = { "tic_tac_toe" } }, _time);
        _nodes.Add(session);
        _rechecker.Wake();
        return session;
    }

    // As a node plays it, the ledger takes it and the projection follows.
    private async Task PlayedAsync(LeagueState league, int index, string node, bool lie = false)
    {
        var task = (await LedgerSteps.ClaimAsync(_ledger, league.Id, node, 1)).Single();
        Assert.Equal(index, task.Index);
        var record = await PlayAsync(league, index);
        var result = Result(await SpecAsync(league, index), record, task.Id, index, node) with { LeagueId = league.Id };
        if (lie)
            result = result with { Match = record with { Scores = [0.25, 0.75], Hash = new byte[32] } };
        await _ledger.Results.RecordAsync([result], _none);
        await FollowAsync(league, [.. (await ResultsAsync(league.Id)).Where(r => r.Result.Index == index)]);
    }

    private async Task FollowAsync(LeagueState league, IReadOnlyList<LedgerResult> results)
    {
        league.Apply(results);
        await _rechecker.OnResultsAsync(league, results, _none);
    }

    private async Task<List<LedgerResult>> ResultsAsync(string id)
    {
        var results = new List<LedgerResult>();
        await foreach (var result in _ledger.Results.ReadAsync(id, _none))
            results.Add(result);
        return results;
    }

    private async Task AnswerAsync(LeagueState league, NodeSession session, MatchTask task)
    {
        var changed = league.Snapshot().Changed;
        await TellAsync(league, session, task);
        await changed.WaitAsync(_limit);
    }

    // What it has found is not kept.
    private async Task AnswerInVainAsync(LeagueState league, NodeSession session, MatchTask task)
    {
        var failed = _store.FailNext();
        await TellAsync(league, session, task);
        await failed.WaitAsync(_limit);
    }

    private async Task TellAsync(LeagueState league, NodeSession session, MatchTask task, long epoch = 0)
    {
        Assert.True(Rechecker.Asked(task.Id));
        var record = await PlayAsync(league, task.Index, epoch);
        var answer = new TaskResult
        {
            TaskId = task.Id, LeagueId = "l", Index = task.Index, MatchHash = ByteString.CopyFrom(record.Hash),
            Transcript = ByteString.CopyFrom(record.Transcript), Scores = { record.Scores },
            Verdicts = { Arena.Contracts.V1.Verdict.Ok, Arena.Contracts.V1.Verdict.Ok },
            Epoch = record.Epoch, Seal = ByteString.CopyFrom(record.Seal),
        };
        await _rechecker.AnswerAsync(session, answer, _none);
        using var limit = new CancellationTokenSource(_limit);
        Assert.Equal(task.Id, Assert.Single((await session.Outgoing.ReadAsync(limit.Token)).Ack.TaskIds));
    }

    // Time goes on, a tick of the rechecker's after the other.
    private async Task UntilDoneAsync(LeagueState league)
    {
        while (!_rechecker.IsDone(league))
        {
            Assert.False(_rechecker.ExecuteTask!.IsCompleted, $"{_rechecker.ExecuteTask.Exception}");
            _time.Advance(_tick);
            await Task.Yield();
        }
    }

    private async Task<MatchTask> NextAsync(NodeSession session)
    {
        using var limit = new CancellationTokenSource(_limit);
        var assignment = (await session.Outgoing.ReadAsync(limit.Token)).Assignment;
        Assert.Equal(_told.Add((session, assignment.LeagueId)), assignment.Document.Length > 0); // once a stream
        return Assert.Single(assignment.Tasks);
    }

    private static ValueTask<MatchSpec> SpecAsync(LeagueState league, int index) =>
        new(league.Definition.MatchAt(new Schedule(league.Definition).At(index)));

    private static async Task<MatchRecord> PlayAsync(LeagueState league, int index, long epoch = 0) =>
        await MatchRunner.PlayAsync(await SpecAsync(league, index) with { Epoch = epoch }, TimeProvider.System, _none);

    private static NewResult Result(MatchSpec spec, MatchRecord? record, long task, int index, string node) => new(
        task, "l", index, node, record ?? BareOf(spec), 1, DateTimeOffset.UnixEpoch);

    private static MatchRecord BareOf(MatchSpec spec) =>
        BareMatch.Of([1, 0]) with { Hash = MatchHashes.OfMatch(spec, [], [1, 0], [Verdict.Ok, Verdict.Ok], []) };

    private sealed class FailingStore(IRecheckStore store) : IRecheckStore
    {
        private TaskCompletionSource? _failing;

        /// <summary>Completes when the next finding has come, which is not kept.</summary>
        public Task FailNext() => (_failing = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public Task RecordAsync(RecheckFinding finding, Grant grant, CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref _failing, null) is not { } failing)
                return store.RecordAsync(finding, grant, cancellationToken);
            failing.SetResult();
            throw new IOException("the ledger is away");
        }

        public Task<IReadOnlyList<RecheckFinding>> ListAsync(string leagueId, CancellationToken cancellationToken) =>
            store.ListAsync(leagueId, cancellationToken);
    }
}
