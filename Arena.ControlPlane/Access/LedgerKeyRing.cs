using System.Collections.Concurrent;
using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Access;

/// <summary>
/// The keys in the ledger. What was read of one is good for a second: so long, at most, another replica's revocation goes unnoticed.
/// </summary>
internal sealed class LedgerKeyRing(IKeyStore keys, TimeProvider time) : IKeyRing
{
    // Whoever tries out ids fills it with what is no key; then it begins anew.
    private const int MostKnown = 10_000;
    private static readonly TimeSpan _good = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (KeyEntry? Entry, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public async ValueTask<Caller?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryRead(key, out var id, out var secret))
            return null;
        var entry = await FindEntryAsync(id, cancellationToken);
        return entry is not null && ApiKey.Matches(secret, entry.SecretHash.Span) && entry.IsGood(time.GetUtcNow())
            && RoleWord.Read(entry.Role) is { } role
            ? new Caller($"key:{entry.Id}", entry.Tenant, role, entry.Agents)
            : null;
    }

    /// <summary>Reads it again when it is next shown: it has changed.</summary>
    public void Forget(string id) => _known.TryRemove(id, out _);

    private async ValueTask<KeyEntry?> FindEntryAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(id, out var known) && now < known.Until)
            return known.Entry;
        var entry = await keys.FindAsync(id, cancellationToken);
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[id] = (entry, now + _good);
        return entry;
    }
}
