using System.Collections.Concurrent;
using Arena.Backplane.Ledger;

namespace Arena.ControlPlane.Replicas;

/// <summary>
/// What this replica decides. It may believe that longer than it is so: the ledger refuses what is written with an old epoch, and then it
/// steps down from that scope.
/// </summary>
internal sealed partial class Ownership(
    IReplicaStore store, Membership membership, ReplicaInstruments instruments, ILogger<Ownership> logger)
{
    private readonly ConcurrentDictionary<string, Grant> _grants = new(StringComparer.Ordinal);

    public int Count => _grants.Count;

    public IReadOnlyCollection<Grant> Grants => [.. _grants.Values];

    public bool Owns(string scope) => _grants.ContainsKey(scope);

    /// <summary>Does what only the owner of a scope may do. False, and nothing of it is written, when that is somebody else.</summary>
    public async Task<bool> DecideAsync(string scope, Func<Grant, Task> decide)
    {
        if (!_grants.TryGetValue(scope, out var grant))
            return false;
        try
        {
            await decide(grant);
            return true;
        }
        catch (StaleGrantException stale)
        {
            _grants.TryRemove(new(scope, grant));
            instruments.Refused();
            LogRefused(stale.Message);
            return false;
        }
    }

    /// <summary>Takes a scope now, instead of at the next renewal, unless somebody else has it.</summary>
    public async Task AcquireAsync(string scope, CancellationToken cancellationToken)
    {
        if (!Owns(scope) && await store.TakeAsync(scope, membership.Id, cancellationToken) is { } grant)
            _grants[scope] = grant;
    }

    /// <summary>Takes note of all that is owned. Returns what is to be given back, which is not decided about any more.</summary>
    /// <param name="renewal">What the ledger says.</param>
    /// <param name="before">What was owned before it was asked: what was taken meanwhile stays.</param>
    public IReadOnlyList<Grant> Renewed(Renewal renewal, IEnumerable<Grant> before)
    {
        Grant[] given = [.. renewal.Grants.Take(renewal.Excess)];
        var kept = renewal.Grants.Skip(renewal.Excess).ToDictionary(grant => grant.Scope);
        foreach (var grant in before.Concat(given).Where(grant => kept.GetValueOrDefault(grant.Scope) != grant))
            _grants.TryRemove(new(grant.Scope, grant));
        foreach (var grant in kept.Values)
            _grants[grant.Scope] = grant;
        return given;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A decision was refused, and nothing of it was written: {Why}")]
    private partial void LogRefused(string why);
}
