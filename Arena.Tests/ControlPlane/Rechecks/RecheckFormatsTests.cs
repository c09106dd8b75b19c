using Arena.Backplane.Ledger;
using Arena.Backplane.Ledger.Memory;
using Arena.Contracts.V1;
using Arena.ControlPlane.Leagues;
using Arena.ControlPlane.Nodes;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;
using Arena.Core.Matches;
using Arena.Core.Primitives;
using Arena.Core.Rechecks;
using Arena.ServiceDefaults.Access;
using Arena.Tests.Backplane.Ledger;
using Google.Protobuf;
using LeagueState = Arena.ControlPlane.Leagues.LeagueState;
using Microsoft.Extensions.Time.Testing;

namespace Arena.Tests.ControlPlane.Rechecks;

/// <summary>Leagues of every format through two lives of a control plane: what is drawn, and what comes of it.</summary>
public sealed class RecheckFormatsTests
{
    private const string Id = "l";
    private const double Share = 0.5;
    private const string Agents = """
        ["random", "greedy", { "name": "m1", "strategy": "minimax", "parameters": { "depth": 1 } }, { "name": "guest", "bot": true },
         { "name": "m2", "strategy": "minimax", "parameters": { "depth": 2 } }, { "name": "random-too", "strategy": "random" },
         { "name": "greedy-too", "strategy": "greedy" }]
        """;

    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLedger _ledger;

    public RecheckFormatsTests() => _ledger = new MemoryLedger(_time);

    [Theory]
    [InlineData("round-robin", "\"swapSeats\": false, \"repetitions\": 3")]
    [InlineData("round-robin", "\"swapSeats\": true, \"repetitions\": 2")]
    [InlineData("round-robin", "\"selfPlay\": true, \"repetitions\": 2")]
    [InlineData("gauntlet", "\"seeds\": 2, \"repetitions\": 4")]
    [InlineData("swiss", "\"rounds\": 5, \"repetitions\": 3")]
    [InlineData("knockout", "\"repetitions\": 6")]
    [InlineData("ladder", "\"rounds\": 20, \"matchesPerRound\": 3")]
    public async Task Drawn_share_of_a_league_is_rechecked_over_a_restart_and_the_league_completes(string format, string fields)
    {
        var document = $$"""
            { "name": "l", "game": "tic_tac_toe", "seed": 7, "format": "{{format}}", {{fields}}, "verify": {{Share}}, "agents": {{Agents}} }
            """;
        int matches;
        await using (var first = await ControlPlaneLife.StartAsync(_ledger, _time))
        {
            var started = Assert.IsType<StartOutcome.Started>(
                await first.Starter.StartAsync(Caller.DefaultTenant, document, Id, seed: null, call: null, LedgerSteps.Requester, _none));
            matches = started.State.Entry.Matches;
            await PlayAsync(first, () => started.State.Progress().Played >= matches / 2);
        }

        await using var second = await ControlPlaneLife.StartAsync(_ledger, _time);
        var league = (await second.Leagues.FindAsync(Id, _none))!;
        await PlayAsync(second, () => league.Ended);

        Assert.Equal(LeaguePhase.Completed, league.Entry.Phase);
        var expected = await DrawnAsync(league.Definition, matches);
        Assert.InRange(expected.Count, 1, matches - 1);
        var found = await _ledger.Rechecks.ListAsync(Id, _none);
        Assert.Equal(expected, found.Select(v => v.Index).Order());
        Assert.All(found, v => Assert.Equal(("checker", RecheckOutcome.Agreed), (v.Node, v.Outcome)));
        var tally = await second.Rechecks.TallyAsync(league, _none);
        Assert.Equal((expected.Count, expected.Count, 0), (tally.Drawn, tally.Done, tally.Disagreed));
    }

    [Fact]
    public async Task League_that_would_be_too_large_as_a_round_robin_is_taken_in_and_out_of_the_ledger()
    {
        var agents = string.Join(',', Enumerable.Range(0, LeagueLimits.Agents).Select(i => $$"""{"name":"{{i}}","bot":true}"""));
        var document = $$"""
            { "name": "l", "game": "tic_tac_toe", "format": "swiss", "rounds": 1, "repetitions": 22, "agents": [{{agents}}] }
            """;
        await using (var first = await ControlPlaneLife.StartAsync(_ledger, _time))
            Assert.IsType<StartOutcome.Started>(
                await first.Starter.StartAsync(Caller.DefaultTenant, document, Id, seed: null, call: null, LedgerSteps.Requester, _none));
        await using var second = await ControlPlaneLife.StartAsync(_ledger, _time);
        Assert.Equal(22 * LeagueLimits.Agents, Assert.Single(second.Leagues.Running).Entry.Matches);
    }

    // From the ledger alone: who sat where, and the hash after the result.
    private async Task<List<int>> DrawnAsync(LeagueDefinition definition, int matches)
    {
        var drawn = new List<int>();
        for (var index = 0; index < matches; index++)
        {
            var match = (await _ledger.Results.FindAsync(Id, index, _none))!;
            if (match.Seats.All(seat => !definition.Agents[seat].IsBot) && RecheckDraw.Takes(match.Result.Hash, Share))
                drawn.Add(index);
        }

        return drawn;
    }

    // One node plays what the ledger has, another plays again what it is asked to, until it is so.
    private async Task PlayAsync(ControlPlaneLife life, Func<bool> isSo)
    {
        var league = (await life.Leagues.FindAsync(Id, _none))!;
        var checker = new NodeSession(new Hello { Node = "checker", Session = "checker", Capacity = 8, Games = { "tic_tac_toe" } }, _time);
        life.Nodes.Add(checker);
        life.Rechecker.Wake();
        while (!isSo())
        {
            // Asked for before anything is claimed: what comes in meanwhile is not missed.
            var (changed, added) = (league.Snapshot().Changed, life.Changed);
            var played = await PlayNextAsync(league);
            if (played)
                life.Signal.Set();
            while (checker.Outgoing.TryRead(out var message))
                await AnswerAsync(life, checker, league.Definition, message);
            if (!played && !isSo())
                await Task.WhenAny(changed, added, checker.Outgoing.WaitToReadAsync(_none).AsTask()).WaitAsync(_limit);
        }
    }

    private async Task<bool> PlayNextAsync(LeagueState league)
    {
        var results = new List<NewResult>();
        foreach (var task in await LedgerSteps.ClaimAsync(_ledger, Id, "player", 5))
        {
            var record = await RecordOfAsync(league.Definition, task.Index, task.Seats, task.Seed);
            results.Add(new NewResult(task.Id, Id, task.Index, "player", record, 1, _time.GetUtcNow()));
        }

        await _ledger.Results.RecordAsync(results, _none);
        return results.Count > 0;
    }

    private static async Task AnswerAsync(ControlPlaneLife life, NodeSession checker, LeagueDefinition definition, ControlMessage message)
    {
        foreach (var task in message.Assignment?.Tasks ?? [])
        {
            var record = await RecordOfAsync(definition, task.Index, task.Seats, task.Seed);
            var answer = new TaskResult
            {
                TaskId = task.Id, LeagueId = Id, Index = task.Index, MatchHash = ByteString.CopyFrom(record.Hash),
                Transcript = ByteString.CopyFrom(record.Transcript), Scores = { record.Scores },
                Verdicts = { Arena.Contracts.V1.Verdict.Ok, Arena.Contracts.V1.Verdict.Ok },
            };
            await life.Rechecker.AnswerAsync(checker, answer, _none);
        }
    }

    // The bot is far away: somebody else sits for it, and not the same way twice.
    private static async Task<MatchRecord> RecordOfAsync(LeagueDefinition definition, int index, IReadOnlyList<int> seats, ulong seed)
    {
        var spec = definition.MatchAt(new ScheduledMatch(index, seats[0], seats[1], new Seed(seed)));
        return await MatchRunner.PlayAsync(
            spec with { Agents = [.. spec.Agents.Select(a => a.IsBot ? definition.Agents[0] : a)] }, TimeProvider.System, _none);
    }
}
