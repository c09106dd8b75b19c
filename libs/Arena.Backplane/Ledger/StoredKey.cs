namespace Arena.Backplane.Ledger;

/// <summary>A key that signs checkpoints, or did.</summary>
/// <param name="Public">What verifies its signatures, as <see cref="Core.Proofs.NoteKey"/> is written.</param>
/// <param name="Secret">The key itself; null where it is not in the store.</param>
/// <param name="At">Since when, by the store's clock.</param>
public sealed record StoredKey(string Public, string? Secret, DateTimeOffset At);
