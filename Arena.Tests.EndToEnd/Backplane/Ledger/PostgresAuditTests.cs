using Arena.Backplane.Ledger;
using Arena.Core.Matches;
using Arena.Tests.Backplane.Ledger;

namespace Arena.Tests.EndToEnd.Backplane.Ledger;

/// <summary>Whatever is altered in a row of results, the audit names the row and never fails to read it.</summary>
[Collection(PostgresLedgers.Collection)]
public sealed class PostgresAuditTests(PostgresLedgers ledgers) : LedgerContract(ledgers)
{
    private const string Restore = "delete from results; insert into results select * from kept";

    private static readonly string[] _columns =
    [
        "task_id", "league_id", "match_index", "node", "scores", "verdicts", "reason", "moves", "transcript", "match_hash",
        "duration_us", "recorded_at", "hash", "move_times", "agent_hashes", "epoch", "seal", "evaluations",
    ];

    private static readonly string[] _empty =
        ["league_id", "node", "reason", "transcript", "match_hash", "hash", "move_times", "agent_hashes", "seal", "evaluations"];

    // Of the second result, whose verdicts are 0 and 3.
    private static readonly string[] _alterations =
    [
        .. _columns.Select(column => $"{column} = null"),
        .. _empty.Select(column => $"{column} = ''"),
        "sequence = 9", "task_id = 99", "league_id = 'x'", "match_index = 7", "node = 'another'", "reason = 'x'", "moves = -1",
        "scores = '{0,1}'", "scores = '{1}'", "scores = '{1,0,0}'", "scores = '{}'", "scores = '{1,null}'", "scores = '{{1,0}}'",
        "scores = '{1,-0}'", "scores = '{1,NaN}'",
        "verdicts = '{3,0}'", "verdicts = '{0}'", "verdicts = '{0,3,0}'", "verdicts = '{}'", "verdicts = '{0,null}'",
        "verdicts = '{{0,3}}'", "verdicts = '{256,3}'", "verdicts = '{0,259}'", "verdicts = '{0,-253}'", "verdicts = '{0,7}'",
        "transcript = 'x'", "match_hash = 'x'", "transcript = match_hash, match_hash = transcript", "duration_us = 1",
        "recorded_at = recorded_at + interval '1 microsecond'", "recorded_at = 'infinity'", "recorded_at = '-infinity'",
        "recorded_at = '20000-01-01'", "recorded_at = '4000-01-01 BC'", "hash = 'x'", "hash = match_hash",
        "move_times = '\\x80'", "agent_hashes = 'x'", "move_times = agent_hashes, agent_hashes = move_times", "epoch = 1",
        "seal = 'x'", "evaluations = '\\x80'", "move_times = null, agent_hashes = null, epoch = null, seal = null",
        "move_times = null, agent_hashes = null, epoch = null, seal = null, evaluations = null",
    ];

    // Of the third, which is from before there was evidence and has no reason.
    private static readonly string[] _alterationsOfBare =
        ["reason = ''", "move_times = ''", "agent_hashes = ''", "epoch = 0", "seal = ''", "evaluations = ''"];

    [Fact]
    public async Task Audit_names_the_row_whatever_was_altered_in_it()
    {
        var database = await ledgers.CreateDatabaseAsync();
        var ledger = await ledgers.OpenAsync(database);
        await RecordAsync(ledger);
        Assert.Null(await FaultOfAsync(ledger));
        await PostgresLedgers.QueryAsync(database, "create table kept as select * from results");
        foreach (var column in _columns) // whoever alters rows can alter the table
            await PostgresLedgers.QueryAsync(database, $"alter table results alter column {column} drop not null");

        foreach (var alteration in _alterations)
            await AssertNamedAsync(ledger, database, 2, alteration);
        foreach (var alteration in _alterationsOfBare)
            await AssertNamedAsync(ledger, database, 3, alteration);
        await PostgresLedgers.QueryAsync(database, Restore);
        Assert.Null(await FaultOfAsync(ledger));
    }

    [Fact]
    public async Task Empty_reason_is_recorded_as_none()
    {
        var ledger = await ledgers.OpenAsync(await ledgers.CreateDatabaseAsync());
        var league = await CreateAsync(ledger, "a", matches: 1);
        var task = (await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 1)).Single();
        await ledger.Results.RecordAsync([Forfeit(Result(league, task), "", Verdict.Ok, Verdict.Ok)], None);
        Assert.Null(Assert.Single(await ReadAsync(ledger, league.Id)).Result.Match.Reason);
        Assert.Null(await FaultOfAsync(ledger));
    }

    private static async Task AssertNamedAsync(ILedger ledger, string database, int sequence, string alteration)
    {
        await PostgresLedgers.QueryAsync(database, $"{Restore}; update results set {alteration} where sequence = {sequence}");
        var fault = await FaultOfAsync(ledger);
        Assert.True(fault?.Contains($"sequence {sequence} ", StringComparison.Ordinal) == true, $"{alteration}: {fault ?? "no fault"}");
    }

    private async Task RecordAsync(ILedger ledger)
    {
        var league = await CreateAsync(ledger, "a", matches: 4);
        var tasks = await LedgerSteps.ClaimAsync(ledger, league.Id, "s", 4);
        var results = tasks.Select(task => Result(league, task)).ToArray();
        var forfeit = Forfeit(results[1], "late", Verdict.Ok, Verdict.Crash);
        results[1] = forfeit with
        {
            Match = forfeit.Match with
            {
                MoveTimes = [1, 2], AgentHashes = [new byte[32], new byte[32]], Seal = new byte[32], Evaluations = [null, 5],
            },
        };
        await ledger.Results.RecordAsync(results, None);
    }
}
