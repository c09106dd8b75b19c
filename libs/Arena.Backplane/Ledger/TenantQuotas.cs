namespace Arena.Backplane.Ledger;

/// <summary>How much of the system a tenant may take at once. Of each, null is no limit, and 0 is nothing more.</summary>
/// <param name="Leagues">Leagues that have not ended, whether they run or wait.</param>
/// <param name="Matches">Matches of those leagues that have no result yet, those of later rounds with them.</param>
/// <param name="Keys">Keys that let somebody in: neither revoked nor expired.</param>
public sealed record TenantQuotas(int? Leagues = null, int? Matches = null, int? Keys = null)
{
    /// <summary>No limits.</summary>
    public static TenantQuotas None { get; } = new();

    /// <summary>For people and the audit trail, as <c>leagues 5, keys 10</c>; null when there are no limits.</summary>
    internal string? ToText()
    {
        var limits = new (string Name, int? Limit)[] { ("leagues", Leagues), ("matches", Matches), ("keys", Keys) };
        var set = limits.Where(limit => limit.Limit is not null)
            .Select(limit => FormattableString.Invariant($"{limit.Name} {limit.Limit}"));
        return this == None ? null : string.Join(", ", set);
    }

    /// <summary>What a league more would exceed; null when it may begin.</summary>
    /// <param name="tenant">Whose quotas these are.</param>
    /// <param name="leagues">How many of its leagues have not ended, without this one.</param>
    /// <param name="matches">How many matches of those have no result.</param>
    /// <param name="wanted">How many matches this one has.</param>
    internal QuotaExceededException? CheckLeague(string tenant, long leagues, long matches, int wanted) =>
        leagues + 1 > Leagues ? new(tenant, "leagues", leagues, wanted: 1, Leagues.Value)
        : matches + wanted > Matches ? new(tenant, "matches", matches, wanted, Matches.Value)
        : null;

    /// <summary>What a key more would exceed; null when it may be made.</summary>
    /// <param name="tenant">Whose quotas these are.</param>
    /// <param name="keys">How many good ones there are, without this one.</param>
    internal QuotaExceededException? CheckKey(string tenant, long keys) =>
        keys + 1 > Keys ? new(tenant, "keys", keys, wanted: 1, Keys.Value) : null;
}
