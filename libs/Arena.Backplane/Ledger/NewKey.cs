namespace Arena.Backplane.Ledger;

/// <summary>A key that is to sign checkpoints.</summary>
/// <param name="Public">What verifies its signatures, as <see cref="Core.Proofs.NoteKey"/> is written.</param>
/// <param name="Secret">The key itself; null where it is kept somewhere else.</param>
public sealed record NewKey(string Public, string? Secret)
{
    internal AuditChange Change => new("ledger.key", "ledger/keys", Before: null, Public);
}
