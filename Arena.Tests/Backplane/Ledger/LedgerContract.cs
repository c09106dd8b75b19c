using System.Security.Cryptography;
using Arena.Backplane.Ledger;
using Arena.Core.Matches;
using Arena.Tests.Shared;

namespace Arena.Tests.Backplane.Ledger;

/// <summary>Where a contract's ledgers come from.</summary>
public interface ILedgerSource
{
    /// <summary>A ledger that is open; it may hold other leagues.</summary>
    Task<ILedger> OpenAsync();
}

/// <summary>What the contracts of the ledger's ports share. Each store runs all of them.</summary>
public abstract class LedgerContract(ILedgerSource source)
{
    protected static readonly CancellationToken None = CancellationToken.None;

    private readonly string _prefix = $"l{Guid.NewGuid():n}"[..12];

    protected Task<ILedger> OpenAsync() => source.OpenAsync();

    /// <summary>A league's id, a session's or a node's that no other test has.</summary>
    protected string Own(string name) => $"{_prefix}-{name}";

    protected NewLeague League(string name, int matches) => new(
        Own(name), name, "ipd", ulong.MaxValue, """{"name":"x"}""", matches,
        Enumerable.Range(0, matches).Select(i => new NewTask(i, [0, 1], ulong.MaxValue - (ulong)i)),
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected Task<LeagueEntry> CreateAsync(ILedger ledger, string name, int matches) =>
        ledger.Leagues.CreateAsync(League(name, matches), LedgerSteps.Requester, None);

    protected static NewResult Result(LeagueEntry league, ClaimedTask task) => new(
        task.Id, league.Id, task.Index, "node-1",
        BareMatch.Of([1, 0]) with { Moves = 5, Transcript = [1, 2, 3], Hash = SHA256.HashData([(byte)task.Index]) },
        DurationMicroseconds: 42, new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, 901, TimeSpan.Zero));

    protected static NewResult Forfeit(NewResult result, string reason, params Verdict[] verdicts) =>
        result with { Match = result.Match with { Verdicts = [.. verdicts], Reason = reason } };

    protected static async Task<List<LedgerResult>> ReadAsync(ILedger ledger, string leagueId)
    {
        var results = new List<LedgerResult>();
        await foreach (var result in ledger.Results.ReadAsync(leagueId, None))
            results.Add(result);
        return results;
    }

    /// <summary>What an audit finds first.</summary>
    protected static async Task<string?> FaultOfAsync(ILedger ledger) =>
        (await LedgerAudit.RunAsync(ledger.Chain, [], checkpoint: null, None)).Faults.FirstOrDefault();

    protected static async Task<List<ChainLink>> ReadChainAsync(ILedger ledger)
    {
        await using var reading = await ledger.Chain.ReadAsync(None);
        return await reading.Links.ToListAsync(None);
    }
}
