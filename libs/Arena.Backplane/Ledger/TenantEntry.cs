namespace Arena.Backplane.Ledger;

/// <summary>Somebody who has leagues, agents and keys of their own, of which others learn nothing.</summary>
/// <param name="Id">Unique in the ledger.</param>
/// <param name="Name">For people; may be empty.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record TenantEntry(string Id, string Name, DateTimeOffset CreatedAt);
