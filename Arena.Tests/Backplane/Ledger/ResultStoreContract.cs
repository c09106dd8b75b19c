using Arena.Core.Proofs;
using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.Core.Matches;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>What every store promises of results and their chain.</summary>
public abstract class ResultStoreContract(ILedgerSource source) : LedgerContract(source)
{
    [Fact]
    public async Task Record_takes_one_result_per_task_whoever_sends_it()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 2);
        var mine = Result(league, tasks[0]);
        var late = mine with { Node = "another", DurationMicroseconds = 7 };

        Assert.Equal([RecordOutcome.Recorded, RecordOutcome.Duplicate], await ledger.Results.RecordAsync([mine, late], None));
        Assert.Equal([RecordOutcome.Duplicate], await ledger.Results.RecordAsync([mine], None));
        var stored = Assert.Single(await ReadAsync(ledger, league.Id));
        Assert.Equal("node-1", stored.Result.Node);
    }

    [Fact]
    public async Task Record_for_a_task_of_another_league_or_index_changes_nothing()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var other = await CreateAsync(ledger, "b", matches: 2);
        var task = (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1))[0];
        var result = Result(league, task);
        NewResult[] offered =
            [result with { LeagueId = other.Id }, result with { Index = 1 }, result with { TaskId = long.MaxValue }, result];
        Assert.Equal(
            [RecordOutcome.UnknownTask, RecordOutcome.UnknownTask, RecordOutcome.UnknownTask, RecordOutcome.Recorded],
            await ledger.Results.RecordAsync(offered, None));
    }

    [Fact]
    public async Task Record_takes_a_result_of_a_released_task_and_nobody_plays_it_again()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 1);
        var task = (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1))[0];
        await ledger.Tasks.ReleaseAsync("s", LedgerSteps.Replica, [task.Id], None);
        Assert.Equal([RecordOutcome.Recorded], await ledger.Results.RecordAsync([Result(league, task)], None));
        Assert.Empty(await LedgerSteps.ClaimAsync(ledger, league.Id, "t", 1));
    }

    [Fact]
    public async Task Record_from_many_writers_at_once_in_any_order_while_tasks_are_released_keeps_one_whole_chain()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 120);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, Own("s"), 120);
        var dice = new Random(1);

        // Every result is offered by three writers, each in an order of its own.
        var offers = Enumerable.Range(0, 3).SelectMany(_ => Shuffled(dice, tasks).Select(t => Result(league, t)).Chunk(30)).ToArray();
        var releases = Enumerable.Range(0, 4).Select(
            _ => ledger.Tasks.ReleaseAsync(Own("s"), LedgerSteps.Replica, [.. Shuffled(dice, tasks).Take(60).Select(t => t.Id)], None));
        var releasing = Task.WhenAll(releases);
        var outcomes = await Task.WhenAll(offers.Select(chunk => ledger.Results.RecordAsync(chunk, None)));
        await releasing;
        Assert.Equal(120, outcomes.SelectMany(o => o).Count(o => o == RecordOutcome.Recorded));
        var audit = await LedgerAudit.RunAsync(ledger.Chain, [], checkpoint: null, None);
        Assert.Empty(audit.Faults);
        Assert.Equal(audit.Results, audit.Tasks);
        Assert.Equal(120, (await ReadAsync(ledger, league.Id)).Count);
    }

    [Fact]
    public async Task Record_of_a_result_that_no_store_can_hold_spoils_nobody_elses()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 5);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 5);
        var results = tasks.Select(t => Result(league, t)).ToArray();
        results[0] = results[0] with { Node = "no\0de" };
        results[1] = results[1] with { Match = results[1].Match with { Verdicts = [Verdict.Ok] } };
        results[3] = results[3] with { LeagueId = "no\0league" };
        Assert.Equal(
            [RecordOutcome.Refused, RecordOutcome.Refused, RecordOutcome.Recorded, RecordOutcome.Refused, RecordOutcome.Recorded],
            await ledger.Results.RecordAsync(results, None));
        Assert.Equal([2, 4], (await ReadAsync(ledger, league.Id)).Select(r => r.Result.Index));
        Assert.Equal([RecordOutcome.Recorded], await ledger.Results.RecordAsync([Result(league, tasks[0])], None));
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Record_of_many_is_as_of_one_after_the_other(int seed)
    {
        const int matches = 20;
        var ledger = await OpenAsync();
        var dice = new Random(seed);
        var offers = Enumerable.Range(0, 3 * matches).Select(_ => (Index: dice.Next(matches), Kind: dice.Next(8))).ToArray();
        var (together, singly) = (await CreateAsync(ledger, "a", matches), await CreateAsync(ledger, "b", matches));
        var (those, these) = (await OffersAsync(ledger, together, offers), await OffersAsync(ledger, singly, offers));

        List<RecordOutcome> ofMany = [], ofOne = [];
        for (var from = 0; from < those.Length;)
        {
            var many = those[from..Math.Min(those.Length, from + dice.Next(1, 16))];
            ofMany.AddRange(await ledger.Results.RecordAsync(many, None));
            from += many.Length;
        }

        foreach (var one in these)
            ofOne.AddRange(await ledger.Results.RecordAsync([one], None));
        Assert.Equal(ofOne, ofMany);

        // The first that was recorded of each match, whole, in the order in which they came.
        foreach (var (league, offered) in new[] { (together, those), (singly, these) })
        {
            var recorded = offered.Zip(ofOne).Where(o => o.Second == RecordOutcome.Recorded).Select(o => o.First).ToArray();
            Assert.Equal(recorded.Select(r => r.Index), (await ReadAsync(ledger, league.Id)).Select(r => r.Result.Index));
            foreach (var wanted in recorded)
            {
                var found = await ledger.Results.FindAsync(league.Id, wanted.Index, None);
                Assert.Equal(ResultChain.Digest(wanted), ResultChain.Digest(found!.Result.Result));
            }
        }

        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Read_returns_what_was_recorded()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 2);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 2);
        var forfeit = Forfeit(Result(league, tasks[1]), "späte \"Antwort\"", Verdict.Ok, Verdict.Timeout);
        await ledger.Results.RecordAsync([Result(league, tasks[0]), forfeit], None);
        var stored = await ReadAsync(ledger, league.Id);
        Assert.Equal(ResultChain.Digest(forfeit), ResultChain.Digest(stored[1].Result));
        Assert.Equal(forfeit.Match.Verdicts.ToArray(), stored[1].Result.Match.Verdicts.ToArray());
        Assert.Equal(forfeit.Match.Reason, stored[1].Result.Match.Reason);
        Assert.Equal(stored[0].Sequence + 1, stored[1].Sequence);
        var digest = ResultContent.WithTask(ResultChain.Digest(forfeit), [0, 1], ulong.MaxValue - 1);
        Assert.Equal(ResultChain.Next(stored[0].Hash, digest), stored[1].Hash);
    }

    [Fact]
    public async Task Find_has_the_evidence_where_there_is_any_and_Read_has_none()
    {
        var ledger = await OpenAsync();
        var league = await CreateAsync(ledger, "a", matches: 3);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 3);
        var bare = Result(league, tasks[1]);
        var whole = Result(league, tasks[0]);
        whole = whole with
        {
            Match = whole.Match with
            {
                MoveTimes = [1, 128, 300_000_000_000], AgentHashes = [SHA256.HashData([1]), SHA256.HashData([2])], Epoch = 3, Seal = [9, 9],
            },
        };
        var heard = Result(league, tasks[2]) with { Match = whole.Match with { Evaluations = [null, 0, -20] } };
        await ledger.Results.RecordAsync([whole, bare, heard], None);
        Assert.Equal([0, 2], await ledger.Results.PlayedInAsync(league.Id, 3, None));
        Assert.Empty(await ledger.Results.PlayedInAsync(league.Id, 0, None)); // of what has no evidence nobody knows

        foreach (var (index, wanted) in new[] { whole, bare, heard }.Index())
        {
            var found = await ledger.Results.FindAsync(league.Id, index, None);
            Assert.NotNull(found);
            Assert.Equal([0, 1], found.Seats);
            Assert.Equal(ulong.MaxValue - (ulong)index, found.Seed);
            Assert.Equal(wanted.Match.Outcomes.ToArray(), found.Result.Result.Match.Outcomes.ToArray());
            Assert.Equal(wanted.Match.MoveTimes.ToArray(), found.Result.Result.Match.MoveTimes.ToArray());
            Assert.Equal(wanted.Match.AgentHashes.ToArray(), found.Result.Result.Match.AgentHashes.ToArray());
            Assert.Equal(wanted.Match.Epoch, found.Result.Result.Match.Epoch);
            Assert.Equal(wanted.Match.Seal, found.Result.Result.Match.Seal);
            Assert.Equal(wanted.Match.Evaluations.ToArray(), found.Result.Result.Match.Evaluations.ToArray());
        }

        foreach (var read in await ReadAsync(ledger, league.Id))
        {
            Assert.Equal(bare.Match.Scores.ToArray(), read.Result.Match.Scores.ToArray());
            Assert.Empty(read.Result.Match.Seal);
            Assert.Empty(read.Result.Match.MoveTimes);
            Assert.Empty(read.Result.Match.Evaluations);
        }

        Assert.Null(await ledger.Results.FindAsync(league.Id, 3, None));
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Read_in_parts_has_what_one_reading_has()
    {
        var ledger = await OpenAsync();
        var (league, other) = (await CreateAsync(ledger, "a", matches: 5), await CreateAsync(ledger, "b", matches: 1));
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 5);
        await ledger.Results.RecordAsync([.. tasks.Take(2).Select(t => Result(league, t))], None);
        var between = await LedgerSteps.ClaimAsync(ledger, other.Id, "s", 1);
        await ledger.Results.RecordAsync([Result(other, between[0]), .. tasks.Skip(2).Select(t => Result(league, t))], None);

        var (parts, after) = (new List<LedgerResult>(), 0L);
        while (await ledger.Results.ReadAsync(league.Id, after, 2, None) is { Count: > 0 } part)
        {
            Assert.InRange(part.Count, 1, 2);
            parts.AddRange(part);
            after = part[^1].Sequence;
        }

        Assert.Equal(
            (await ReadAsync(ledger, league.Id)).Select(r => (r.Sequence, r.Result.Index)),
            parts.Select(r => (r.Sequence, r.Result.Index)));
        Assert.Empty(await ledger.Results.ReadAsync(Own("none"), 0, 9, None));
    }

    private static async Task<NewResult[]> OffersAsync(ILedger ledger, LeagueEntry league, IEnumerable<(int Index, int Kind)> offers)
    {
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", league.Matches);
        return [.. offers.Select(offer => Offer(Result(league, tasks[offer.Index]), offer.Kind))];
    }

    // Results of other lengths, some of which have no task, or are none.
    private static NewResult Offer(NewResult result, int kind) => kind switch
    {
        0 => result with { Index = result.Index + 1 },
        1 => result with { TaskId = long.MaxValue - result.Index },
        2 => result with { Node = "no\0de" },
        3 => Forfeit(result, "late", Verdict.Ok, Verdict.Timeout),
        4 => result with { Match = result.Match with { Scores = [1.0 / 3, -0.0], Transcript = [] } },
        5 => result with
        {
            Match = result.Match with { MoveTimes = [1, 2], AgentHashes = [new byte[32], new byte[32]], Seal = [9], Evaluations = [3] },
        },
        _ => result with { Node = $"node-{kind}", DurationMicroseconds = kind },
    };

    private static ClaimedTask[] Shuffled(Random dice, IReadOnlyList<ClaimedTask> tasks)
    {
        var shuffled = tasks.ToArray();
        dice.Shuffle(shuffled);
        return shuffled;
    }
}
