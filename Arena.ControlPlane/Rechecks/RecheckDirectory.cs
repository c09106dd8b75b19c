using System.Collections.Concurrent;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Leagues;

namespace Arena.ControlPlane.Rechecks;

/// <summary>The rechecks of every league, by its id; read from the ledger when somebody first asks.</summary>
internal sealed class RecheckDirectory(IResultStore resultStore, IRecheckStore recheckStore)
{
    private readonly ConcurrentDictionary<string, RecheckState> _states = new(StringComparer.Ordinal);

    /// <summary>Null while nobody has asked.</summary>
    public RecheckState? Find(string leagueId) => _states.GetValueOrDefault(leagueId);

    public async ValueTask<RecheckState> GetAsync(LeagueState league, CancellationToken cancellationToken) =>
        Find(league.Id) ?? _states.GetOrAdd(league.Id, await ReadAsync(league, cancellationToken));

    public async ValueTask<RecheckTally> TallyAsync(LeagueState league, CancellationToken cancellationToken) =>
        (await GetAsync(league, cancellationToken)).Tally();

    // What the league has not taken in yet, its followers will hear of.
    private async Task<RecheckState> ReadAsync(LeagueState league, CancellationToken cancellationToken)
    {
        var state = new RecheckState(league.Definition);
        if (league.Definition.Verify == 0)
            return state;
        await foreach (var result in resultStore.ReadAsync(league.Id, cancellationToken))
        {
            if (result.Fault is null && result.Result.Index < league.Known)
                state.Note(result, league.PairingAt(result.Result.Index));
        }

        await ReadFindingsAsync(state, league, cancellationToken);
        return state;
    }

    /// <summary>Notes what other replicas have recorded of a league.</summary>
    public async Task RefreshAsync(LeagueState league, CancellationToken cancellationToken)
    {
        if (Find(league.Id) is { } state)
            await ReadFindingsAsync(state, league, cancellationToken);
    }

    private async Task ReadFindingsAsync(RecheckState state, LeagueState league, CancellationToken cancellationToken)
    {
        foreach (var found in (await recheckStore.ListAsync(league.Id, cancellationToken)).GroupBy(v => v.TaskId))
        {
            // One node's disagreement wants a third; anything else is settled.
            var settled = league.Ended || found.Count() > 1 || found.First().Outcome != RecheckOutcome.Disagreed;
            foreach (var finding in found)
                state.Note(finding, settled);
        }
    }
}
