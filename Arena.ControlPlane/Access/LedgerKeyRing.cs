using Arena.Backplane.Ledger;
using Arena.ServiceDefaults.Access;

namespace Arena.ControlPlane.Access;

/// <summary>
/// The keys in the ledger. What was read of one is good for a second: so long, at most, another replica's revocation goes unnoticed.
/// </summary>
internal sealed class LedgerKeyRing(IKeyStore keys, TimeProvider time) : IKeyRing
{
    private readonly TimedCache<KeyEntry?> _known = new(TimeSpan.FromSeconds(1), time);

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
    public void Forget(string id) => _known.Forget(id);

    private async ValueTask<KeyEntry?> FindEntryAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGet(id, out var known))
            return known;
        var entry = await keys.FindAsync(id, cancellationToken);
        _known.Set(id, entry, asked: now);
        return entry;
    }
}
