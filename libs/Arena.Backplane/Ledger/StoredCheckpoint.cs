namespace Arena.Backplane.Ledger;

/// <summary>A checkpoint that was made.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Size">How many entries it is of.</param>
/// <param name="Note">The signed note.</param>
public sealed record StoredCheckpoint(long Number, long Size, string Note);
