using Arena.ServiceDefaults.Access;
using System.Collections.Concurrent;
using Arena.Backplane.Ledger;
using Arena.Core.Leagues;
using Arena.Core.Leagues.Document;

namespace Arena.ControlPlane.Leagues;

/// <summary>
/// Every league by id. Leagues that go on are in memory with all their results; one that has ended is read from the
/// ledger when somebody first asks for it, and stays while it is among those last asked for.
/// </summary>
internal sealed class LeagueDirectory(ILeagueStore leagueStore, IResultStore resultStore, TimeProvider time)
{
    /// <summary>How many leagues that have ended stay in memory with their results.</summary>
    internal const int MostEnded = 256;

    private const int MostNamed = 5;

    private readonly ConcurrentDictionary<string, LeagueState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LeagueEntry> _ended = new(StringComparer.Ordinal);
    private long _asked;

    /// <summary>The leagues that have not ended, oldest first.</summary>
    public IReadOnlyList<LeagueState> Running =>
        [.. _states.Values.Where(s => !s.Ended).OrderBy(s => s.Entry.CreatedAt).ThenBy(s => s.Id, StringComparer.Ordinal)];

    /// <summary>The leagues that are in memory with their results.</summary>
    public IReadOnlyCollection<LeagueState> Loaded => [.. _states.Values];

    /// <summary>
    /// Reads what the ledger has: before the projection and the scheduler start, and again when this replica has missed events. What is
    /// known already is brought up to date.
    /// </summary>
    /// <returns>What is wrong with results that were altered in the ledger; their leagues go on without them.</returns>
    public async Task<IReadOnlyList<string>> LoadAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (var entry in await leagueStore.ListAsync(cancellationToken))
        {
            if (_states.TryGetValue(entry.Id, out var known))
            {
                if (!known.Ended)
                    await CatchUpAsync(known, entry, faults, cancellationToken);
            }
            else if (!entry.HasEnded)
            {
                await ReadAsync(entry, faults, cancellationToken);
            }
            else
            {
                _ended[entry.Id] = entry;
            }
        }

        return faults;
    }

    /// <summary>
    /// Adds a league that was just created, with the results that the ledger has when somebody else created it before; the one that is
    /// there already wins.
    /// </summary>
    /// <param name="definition">What the entry's document says.</param>
    public Task<LeagueState> TakeInAsync(LeagueEntry entry, LeagueDefinition definition, CancellationToken cancellationToken) =>
        ReadAsync(entry, definition, [], cancellationToken);

    /// <summary>The league, or null when there is none with this id.</summary>
    public async ValueTask<LeagueState?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!LeagueId.IsValid(TenantName.Plain(id)))
            return null; // no store is asked for what it may not be able to write
        if (await FindKnownAsync(id, cancellationToken) is { } known)
            return known;

        // Another replica may have created it a moment ago.
        var entry = await leagueStore.FindAsync(id, cancellationToken);
        return entry is null ? null : await ReadAsync(entry, faults: [], cancellationToken);
    }

    /// <summary>The league, or null when this replica has not heard of one with this id.</summary>
    public async ValueTask<LeagueState?> FindKnownAsync(string id, CancellationToken cancellationToken)
    {
        if (_states.TryGetValue(id, out var state))
            return Asked(state);
        return _ended.TryGetValue(id, out var entry) ? await ReadAsync(entry, faults: [], cancellationToken) : null;
    }

    /// <summary>Entries and progress of a tenant's leagues, newest first.</summary>
    public IReadOnlyList<LeagueProgress> List(string tenant)
    {
        var loaded = _states.Values.Where(s => TenantName.TenantOf(s.Id) == tenant).Select(s => s.Progress());
        var ended = _ended.Values.Where(e => TenantName.TenantOf(e.Id) == tenant && !_states.ContainsKey(e.Id));
        var rest = ended.Select(LeagueProgress.OfEnded);
        return [.. loaded.Concat(rest).OrderByDescending(l => l.Entry.CreatedAt).ThenBy(l => l.Entry.Id, StringComparer.Ordinal)];
    }

    /// <summary>What is said of an id that no league has: the newest that its tenant has.</summary>
    public string NotFound(string id)
    {
        var known = List(TenantName.TenantOf(id)).Take(MostNamed).Select(l => TenantName.Plain(l.Entry.Id)).ToArray();
        var newest = known.Length == 0 ? "There are no leagues." : $"Newest leagues: {string.Join(", ", known)}.";
        return $"No league has the id '{TenantName.Plain(id)}'. {newest}";
    }

    /// <summary>What an entry's document says.</summary>
    /// <exception cref="InvalidOperationException">This version does not read it.</exception>
    public static LeagueDefinition DefinitionOf(LeagueEntry entry)
    {
        var parse = LeagueDocument.Parse(entry.Document);
        return parse.Definition ?? throw new InvalidOperationException(
            $"League '{entry.Id}' in the ledger has a document that this version does not read: {parse.Faults[0].Message}");
    }

    private Task<LeagueState> ReadAsync(LeagueEntry entry, List<string> faults, CancellationToken cancellationToken) =>
        ReadAsync(entry, DefinitionOf(entry), faults, cancellationToken);

    private async Task<LeagueState> ReadAsync(
        LeagueEntry entry, LeagueDefinition definition, List<string> faults, CancellationToken cancellationToken)
    {
        var state = new LeagueState(entry, definition, time);
        state.Apply(await ReadResultsAsync(entry.Id, faults, cancellationToken));
        state = Asked(_states.GetOrAdd(entry.Id, state));
        ForgetEnded();
        return state;
    }

    private LeagueState Asked(LeagueState state)
    {
        state.Asked = Interlocked.Increment(ref _asked);
        return state;
    }

    // Whoever reads one of them goes on with it; whoever asks next has it read from the ledger again, where it is the same.
    private void ForgetEnded()
    {
        var ended = _states.Values.Where(state => state.Ended).OrderByDescending(state => state.Asked);
        foreach (var state in ended.Skip(MostEnded))
        {
            _ended[state.Id] = state.Entry;
            _states.TryRemove(state.Id, out _);
        }
    }

    private async Task CatchUpAsync(LeagueState state, LeagueEntry entry, List<string> faults, CancellationToken cancellationToken)
    {
        state.Apply(await ReadResultsAsync(entry.Id, faults, cancellationToken));
        state.Enter(entry);
    }

    private async Task<List<LedgerResult>> ReadResultsAsync(string id, List<string> faults, CancellationToken cancellationToken)
    {
        var results = new List<LedgerResult>();
        await foreach (var result in resultStore.ReadAsync(id, cancellationToken))
        {
            if (result.Fault is { } fault)
                faults.Add(fault);
            else
                results.Add(result);
        }

        return results;
    }
}
