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
using Arena.Tests.Shared;
using Microsoft.Extensions.Time.Testing;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;
using Verdict = Arena.Core.Matches.Verdict;

namespace Arena.Tests.ControlPlane.Rechecks;

public sealed class RecheckerTests : IAsyncDisposable
{
    private static readonly CancellationToken _none = CancellationToken.None;

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLedger _ledger;
    private readonly LeagueDirectory _leagues;
    private readonly NodeDirectory _nodes = new();
    private readonly LedgerSignal _signal = new();
    private readonly RecheckDirectory _rechecks;
    private readonly Rechecker _rechecker;

    public RecheckerTests()
    {
        _ledger = new MemoryLedger(_time);
        _leagues = new LeagueDirectory(_ledger.Leagues, _ledger.Results, _time);
        _rechecks = new RecheckDirectory(_ledger.Results, _ledger.Rechecks);
        _rechecker = new Rechecker(
            _ledger.Rechecks, _rechecks, _nodes, _signal, Options.Create(new RecheckOptions()), _time,
            NullLogger<Rechecker>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _rechecker.StopAsync(_none);
        _rechecker.Dispose();
        _signal.Dispose();
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
        var changed = league.Snapshot().Changed;
        await PlayedAsync(league, 1, "a");
        while (!_rechecker.IsDone(league))
        {
            await changed.WaitAsync(TimeSpan.FromMinutes(1));
            changed = league.Snapshot().Changed;
        }

        var found = await _ledger.Rechecks.ListAsync("l", _none);
        Assert.Equal([RecheckOutcome.Skipped, RecheckOutcome.Skipped], found.Select(v => v.Outcome));
        Assert.Equal(2, (await _rechecks.TallyAsync(league, _none)).Skipped);
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
    public async Task Former_life_is_taken_up_where_it_ended()
    {
        var league = await StartAsync(matches: 2);
        await PlayedAsync(league, 0, "liar", lie: true);
        var result = (await ResultsAsync()).Single();
        await _ledger.Rechecks.RecordAsync(
            new(result.Result.TaskId, "l", 0, "liar", "b", RecheckOutcome.Disagreed, new byte[32], "scores", _time.GetUtcNow()), _none);

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
            new NewLeague(id, id, definition.Game, 0, definition.ToJson(), schedule.Count, tasks, null, _time.GetUtcNow()), _none);
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
        var task = (await _ledger.Tasks.ClaimAsync("l", node, 1, [], _none)).Single();
        Assert.Equal(index, task.Index);
        var record = await PlayAsync(league, index);
        var result = Result(await SpecAsync(league, index), record, task.Id, index, node);
        if (lie)
            result = result with { Match = record with { Scores = [0.25, 0.75], Hash = new byte[32] } };
        await _ledger.Results.RecordAsync([result], _none);
        await FollowAsync(league, [.. (await ResultsAsync()).Where(r => r.Result.Index == index)]);
    }

    private async Task FollowAsync(LeagueState league, IReadOnlyList<LedgerResult> results)
    {
        league.Apply(results);
        await _rechecker.OnResultsAsync(league, results, _none);
    }

    private async Task<List<LedgerResult>> ResultsAsync()
    {
        var results = new List<LedgerResult>();
        await foreach (var result in _ledger.Results.ReadAsync("l", _none))
            results.Add(result);
        return results;
    }

    private async Task AnswerAsync(LeagueState league, NodeSession session, MatchTask task)
    {
        Assert.True(Rechecker.Asked(task.Id));
        var record = await PlayAsync(league, task.Index);
        var changed = league.Snapshot().Changed;
        var answer = new TaskResult
        {
            TaskId = task.Id, LeagueId = "l", Index = task.Index, MatchHash = ByteString.CopyFrom(record.Hash),
            Transcript = ByteString.CopyFrom(record.Transcript), Scores = { record.Scores },
            Verdicts = { Arena.Contracts.V1.Verdict.Ok, Arena.Contracts.V1.Verdict.Ok },
        };
        await _rechecker.AnswerAsync(session, answer, _none);
        await changed.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(task.Id, Assert.Single((await session.Outgoing.ReadAsync(_none)).Ack.TaskIds));
    }

    private static async Task<MatchTask> NextAsync(NodeSession session)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var assignment = (await session.Outgoing.ReadAsync(limit.Token)).Assignment;
        Assert.NotEmpty(assignment.Document);
        return Assert.Single(assignment.Tasks);
    }

    private static ValueTask<MatchSpec> SpecAsync(LeagueState league, int index) =>
        new(league.Definition.MatchAt(new Schedule(league.Definition).At(index)));

    private static async Task<MatchRecord> PlayAsync(LeagueState league, int index) =>
        await MatchRunner.PlayAsync(await SpecAsync(league, index), TimeProvider.System, _none);

    private static NewResult Result(MatchSpec spec, MatchRecord? record, long task, int index, string node) => new(
        task, "l", index, node, record ?? BareOf(spec), 1, DateTimeOffset.UnixEpoch);

    private static MatchRecord BareOf(MatchSpec spec) =>
        BareMatch.Of([1, 0]) with { Hash = MatchHashes.OfMatch(spec, [], [1, 0], [Verdict.Ok, Verdict.Ok], []) };
}
