namespace Arena.Backplane.Ledger;

/// <summary>Somebody who has leagues, agents and keys of their own, of which others learn nothing.</summary>
/// <param name="Id">Unique in the ledger.</param>
/// <param name="Name">For people; may be empty.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record TenantEntry(string Id, string Name, DateTimeOffset CreatedAt)
{
    /// <summary>How much of the system it may take at once; without limits until somebody sets them.</summary>
    public TenantQuotas Quotas { get; init; } = TenantQuotas.None;

    /// <summary>Whose league has this id.</summary>
    /// <param name="leagueId">As the ledger has it: <c>TENANT/ID</c>, or the id alone of whoever runs the system.</param>
    internal static string OfLeague(string leagueId) =>
        leagueId.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? leagueId[..end] : ITenantStore.Default;
}
