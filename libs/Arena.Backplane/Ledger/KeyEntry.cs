namespace Arena.Backplane.Ledger;

/// <summary>A key by which somebody is let in. The secret that belongs to it is nowhere but with its holder.</summary>
/// <param name="Id">Unique in the ledger; it is part of what the holder shows.</param>
/// <param name="Tenant">Whose leagues and agents it is for.</param>
/// <param name="Role">What its holder may do, as a word.</param>
/// <param name="Label">What it is for, in its maker's words; may be empty.</param>
/// <param name="Agents">The only names under which its holder may play; none: any of the tenant's.</param>
/// <param name="SecretHash">SHA-256 of the secret, which is random: 32 bytes.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is not good any more; null: never.</param>
/// <param name="RevokedAt">Since when it is not good any more, because somebody said so; null while nobody has.</param>
public sealed record KeyEntry(
    string Id, string Tenant, string Role, string Label, IReadOnlyList<string> Agents, ReadOnlyMemory<byte> SecretHash,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt = null, DateTimeOffset? RevokedAt = null)
{
    /// <summary>Whether it lets its holder in at this time.</summary>
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}
